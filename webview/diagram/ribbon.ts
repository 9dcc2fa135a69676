import type { Point } from "./arrow.tsx";

/** Half the width of the ribbon that marks the chain rule in a chain. */
export const ribbonReach = 12;

/**
 * The outline of a ribbon along straight lines with right angles between them, with round ends and round outer corners.
 * An outline, not a thick line: in high contrast only its edge is drawn.
 */
export function ribbonOutline(points: readonly Point[], reach = ribbonReach): string {
  const there = side(points, reach);
  const back = side([...points].reverse(), reach);
  const cap = `A${reach} ${reach} 0 0 1 `;
  return `M${there[0]}${there.slice(1).join("")}${cap}${back[0]}${back.slice(1).join("")}${cap}${there[0]}Z`;
}

/** The edge on the left of the way along `points`, as pieces of a path: the first a point, the others what follows it. */
function side(points: readonly Point[], reach: number): string[] {
  const pieces: string[] = [];
  for (let k = 1; k < points.length; k++) {
    const [x, y] = directionOf(points[k - 1], points[k]);
    // On the left of a way to the right is what lies above it.
    const [offX, offY] = [y * reach, -x * reach];
    if (k === 1) pieces.push(`${points[0][0] + offX} ${points[0][1] + offY}`);
    const [endX, endY] = points[k];
    if (k === points.length - 1) {
      pieces.push(`L${endX + offX} ${endY + offY}`);
      continue;
    }
    const [nextX, nextY] = directionOf(points[k], points[k + 1]);
    const [nextOffX, nextOffY] = [nextY * reach, -nextX * reach];
    const turnsRight = x * nextY - y * nextX > 0;
    pieces.push(
      turnsRight
        ? `L${endX + offX} ${endY + offY}A${reach} ${reach} 0 0 1 ${endX + nextOffX} ${endY + nextOffY}`
        : `L${endX + offX + nextOffX} ${endY + offY + nextOffY}`,
    );
  }
  return pieces;
}

function directionOf([x1, y1]: Point, [x2, y2]: Point): Point {
  return [Math.sign(x2 - x1), Math.sign(y2 - y1)];
}
