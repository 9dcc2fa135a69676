import type { JSX } from "preact";
import type { SurfacePath } from "../../src/core/inspection/surface-path.ts";
import { type Pixel, pathOf } from "../maps/contour-lines.ts";
import type { Frame } from "../maps/frame.ts";

/** The length of the arrow that leads downhill, in pixels. */
const arrowLength = 46;
/** Dots stand for states while they are so few. */
const mostDots = 60;

/** The way of a run over its surface: from its beginning to where it stands, and which direction leads downhill. */
export function RunWay({ path, frame }: { readonly path: SurfacePath; readonly frame: Frame }): JSX.Element {
  const points = pixelsOf(path, frame);
  const now = points[points.length - 1];
  const downhill = downhillOf(path);
  const line = pathOf(points);
  return (
    <g class="run-way">
      {points.length > 1 && (
        <>
          <path class="trail halo" d={line} />
          <path class="trail" d={line} />
          {points.length <= mostDots &&
            points.slice(1, -1).map(([x, y], k) => <circle key={k} class="passed" cx={x} cy={y} r="2" />)}
          <Heads points={points} />
          <rect class="start" x={points[0][0] - 4} y={points[0][1] - 4} width="8" height="8" />
        </>
      )}
      {now && downhill && <Arrow from={now} direction={downhill} frame={frame} />}
      {now && <circle class="now" cx={now[0]} cy={now[1]} r="5.5" />}
    </g>
  );
}

/** Where the states of a way are in the picture; those without finite coordinates are left out. */
export function pixelsOf({ x, y }: SurfacePath, frame: Frame): Pixel[] {
  return Array.from(x, (_, k): Pixel => [frame.x(x[k]), frame.y(y[k])]).filter((point) => point.every(Number.isFinite));
}

/** Against the gradient, in pixels and one long; null where there is no such direction. */
export function downhillOf({ gradient: [byX, byY] }: SurfacePath): Pixel | null {
  const length = Math.hypot(byX, byY);
  return length > 0 && Number.isFinite(length) ? [-byX / length, byY / length] : null;
}

/** How far the arrow's name stays within the picture, in pixels. */
const nameInset = { x: 16, y: 12 } as const;

/** Where the middle of the arrow's name stands: beyond its tip, and within the picture. */
function arrowName([tipX, tipY]: Pixel, [dx, dy]: Pixel, frame: Frame): Pixel {
  const { left, top, innerWidth, innerHeight } = frame;
  return [
    within(tipX + 22 * dx, left + nameInset.x, left + innerWidth - nameInset.x),
    within(tipY + 14 * dy, top + nameInset.y, top + innerHeight - nameInset.y),
  ];
}

/** Points of the arrow and its name, from which other names are to keep away. */
export function arrowPoints([x, y]: Pixel, direction: Pixel, frame: Frame): Pixel[] {
  const [dx, dy] = direction;
  const at = (share: number): Pixel => [x + share * arrowLength * dx, y + share * arrowLength * dy];
  const [nameX, nameY] = arrowName(at(1), direction, frame);
  return [at(0.5), at(1), [nameX - nameInset.x, nameY], [nameX + nameInset.x, nameY]];
}

interface ArrowProps {
  readonly from: Pixel;
  readonly direction: Pixel;
  readonly frame: Frame;
}

function Arrow({ from: [x, y], direction: [dx, dy], frame }: ArrowProps): JSX.Element {
  const [tipX, tipY] = [x + arrowLength * dx, y + arrowLength * dy];
  const shaft = `M${x} ${y}L${x + (arrowLength - 7) * dx} ${y + (arrowLength - 7) * dy}`;
  const [nameX, nameY] = arrowName([tipX, tipY], [dx, dy], frame);
  return (
    <g class="downhill">
      <path class="halo" d={`${shaft}L${tipX} ${tipY}`} />
      <path class="shaft" d={shaft} />
      <path class="tip" d={headAt([tipX, tipY], [dx, dy], 10, 4.5)} />
      <text x={nameX} y={nameY + 4} text-anchor="middle">
        −∂ℓ
      </text>
    </g>
  );
}

function within(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(most, value));
}

/** Heads along the way tell its direction. */
function Heads({ points }: { readonly points: readonly Pixel[] }): JSX.Element {
  const lengths = points.slice(1).map(([x, y], k) => Math.hypot(x - points[k][0], y - points[k][1]));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  const wanted = whole > 200 ? [0.3, 0.7] : whole > 36 ? [0.5] : [];
  return (
    <>
      {wanted.map((share) => {
        let left = share * whole;
        const k = lengths.findIndex((length) => {
          left -= length;
          return left <= 0;
        });
        if (k < 0 || lengths[k] === 0) return null;
        const direction: Pixel = [
          (points[k + 1][0] - points[k][0]) / lengths[k],
          (points[k + 1][1] - points[k][1]) / lengths[k],
        ];
        const at = 1 + left / lengths[k];
        const tip: Pixel = [
          points[k][0] + at * (points[k + 1][0] - points[k][0]),
          points[k][1] + at * (points[k + 1][1] - points[k][1]),
        ];
        return <path key={share} class="trail-tip" d={headAt(tip, direction, 8, 3.5)} />;
      })}
    </>
  );
}

/** The head of an arrow as an SVG path. */
function headAt([x, y]: Pixel, [dx, dy]: Pixel, length: number, half: number): string {
  const [baseX, baseY] = [x - length * dx, y - length * dy];
  return `M${x} ${y}L${baseX - half * dy} ${baseY + half * dx}L${baseX + half * dy} ${baseY - half * dx}z`;
}
