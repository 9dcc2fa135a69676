import type { JSX } from "preact";
import { Arrow, type Point } from "./arrow.tsx";

interface ArrivalProps {
  readonly from: Point;
  readonly to: Point;
}

/** The wire along which numbers have just arrived: drawn from its beginning to its end once, then it stays marked. */
export function Arrival({ from, to }: ArrivalProps): JSX.Element {
  const length = Math.abs(to[0] - from[0]) + Math.abs(to[1] - from[1]);
  return (
    <g class="arrival" style={{ "--length": length }}>
      <Arrow from={from} to={to} kind="just-passed" strokeWidth={2} />
    </g>
  );
}
