import type { JSX } from "preact";

/** A point of a picture. */
export type Point = readonly [x: number, y: number];

interface ArrowProps {
  readonly from: Point;
  readonly to: Point;
  /** What the arrow is, as classes. */
  readonly kind: string;
  readonly strokeWidth: number;
}

const headLength = 8;
const headWidth = 10;

/** A straight arrow along an axis, its head's tip at `to`. */
export function Arrow({ from: [x1, y1], to: [x2, y2], kind, strokeWidth }: ArrowProps): JSX.Element {
  const dx = Math.sign(x2 - x1);
  const dy = Math.sign(y2 - y1);
  const [baseX, baseY] = [x2 - headLength * dx, y2 - headLength * dy];
  const [sideX, sideY] = [(headWidth / 2) * dy, (headWidth / 2) * dx];
  return (
    <g class={kind}>
      <line x1={x1} y1={y1} x2={baseX} y2={baseY} stroke-width={strokeWidth} />
      <path class="head" d={`M${x2} ${y2}L${baseX + sideX} ${baseY + sideY}L${baseX - sideX} ${baseY - sideY}z`} />
    </g>
  );
}
