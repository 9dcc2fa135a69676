import type { JSX } from "preact";
import type { Pixel } from "./contour-lines.ts";

interface PointRingsProps {
  readonly places: readonly Pixel[];
  /** The points to be ringed: the one that is shown, and the one that is pointed at; −1 or null for none. */
  readonly shown: number;
  readonly pointed: number | null;
}

/** Rings around the point that is shown, and the one that is pointed at. */
export function PointRings({ places, shown, pointed }: PointRingsProps): JSX.Element {
  const at = pointed === null ? undefined : places[pointed];
  const place = places[shown];
  return (
    <>
      {at && <circle class="pointed" cx={at[0]} cy={at[1]} r="6.5" />}
      {place && <circle class="ring" cx={place[0]} cy={place[1]} r="7.5" />}
    </>
  );
}
