import type { FindingKind } from "../findings/finding.ts";
import { asWritten } from "../normalization.ts";
import type { Spec } from "../spec.ts";
import { spreadsOf } from "../spread.ts";

/** How far some inputs reach in the training samples, as the data has them. */
export interface Ranges {
  readonly of: "ranges";
  readonly ranges: readonly InputRange[];
  /** How many inputs there are in all. */
  readonly inputsInAll: number;
}

/** One input. */
export interface InputRange {
  readonly input: number;
  readonly smallest: number;
  readonly largest: number;
  /** The standard deviation. */
  readonly deviation: number;
  /** Whether it is one of those that the finding is about. */
  readonly isMarked: boolean;
}

/** So many inputs are shown, those that it is about among them. */
const mostInputs = 6;

/** The widest and the narrowest input among the others, or those that are always the same. */
export function rangesEvidence(spec: Spec, kind: FindingKind): Ranges {
  const { normalization } = spec.data;
  const ranges = spreadsOf(spec).map(({ input, smallest, largest, size }) => ({
    input,
    smallest: asWritten(smallest, input, normalization, spec.precision),
    largest: asWritten(largest, input, normalization, spec.precision),
    deviation: smallest === largest ? 0 : size * (normalization?.scale[input] ?? 1),
    size,
  }));
  const sizes = ranges.map(({ size }) => size).filter((size) => size > 0);
  const [narrowest, widest] = [Math.min(...sizes), Math.max(...sizes)];
  const isMarked = ({ smallest, largest, size }: (typeof ranges)[number]) =>
    kind === "constantFeature" ? smallest === largest : size === narrowest || size === widest;
  const marked = ranges.filter(isMarked).slice(0, mostInputs);
  const others = ranges.filter((range) => !isMarked(range)).slice(0, mostInputs - marked.length);
  return {
    of: "ranges",
    ranges: [...marked, ...others]
      .sort((a, b) => a.input - b.input)
      .map(({ size: _, ...range }) => ({ ...range, isMarked: marked.some(({ input }) => input === range.input) })),
    inputsInAll: ranges.length,
  };
}
