import { scaleLinear } from "d3-scale";

/** Where the contour lines of a surface run. */
export interface Levels {
  /** Ascending. */
  readonly levels: readonly number[];
  /** Whether they are evenly spaced on a logarithmic scale. */
  readonly isLogarithmic: boolean;
}

/** From so many times the lowest loss on, the highest is too far for even steps. */
const mostEven = 40;
/** Below this share of the highest loss there are no lines. */
const leastShare = 1e-6;
const evenLevels = 11;

/** Levels of round numbers between the lowest and the highest finite value. */
export function contourLevels(values: Float64Array): Levels {
  const { lowest, highest } = endsOf(values);
  if (!(highest > lowest)) return { levels: [], isLogarithmic: false };
  const isLogarithmic = lowest >= 0 && highest > mostEven * lowest;
  const levels = isLogarithmic
    ? powers(Math.max(lowest, leastShare * highest), highest)
    : scaleLinear([lowest, highest], [0, 1]).ticks(evenLevels);
  return { levels: levels.filter((level) => level > lowest && level < highest), isLogarithmic };
}

/** The lowest and the highest finite value; NaN where there is none. */
export function endsOf(values: Float64Array): { readonly lowest: number; readonly highest: number } {
  let lowest = Number.NaN;
  let highest = Number.NaN;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (!(value >= lowest)) lowest = value;
    if (!(value <= highest)) highest = value;
  }
  return { lowest, highest };
}

/** 1, 2, 5, 10, …; of more decades fewer in each. */
function powers(from: number, to: number): number[] {
  const decades = Math.log10(to / from);
  const steps = decades <= 3 ? [1, 2, 5] : decades <= 6 ? [1, 3] : [1];
  const first = Math.floor(Math.log10(from));
  return Array.from({ length: Math.ceil(decades) + 2 }, (_, k) =>
    steps.map((step) => Number(`${step}e${first + k}`)),
  ).flat();
}
