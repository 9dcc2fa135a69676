import { scaleLinear } from "d3-scale";
import type { Range } from "../../src/core/inspection/fit-range.ts";

/** How far beyond the targets, in their range, a picture follows the network's values. */
const reach = 1.5;

/** The range of an axis that holds all targets, and the network's values as far as those leave the targets visible. */
export function valueRange(targets: Float64Array, values: Float64Array): Range {
  const [low, high] = endsOf(targets);
  const span = high > low ? high - low : Math.max(1, Math.abs(low));
  const [lowest, highest] = endsOf(values);
  const from = Math.max(Math.min(low, lowest), low - reach * span);
  const to = Math.min(Math.max(high, highest), high + reach * span);
  const margin = 0.06 * Math.max(to - from, span);
  const [nice, niceTo] = scaleLinear([from - margin, to + margin], [0, 1])
    .nice(6)
    .domain();
  return [nice, niceTo];
}

function endsOf(values: Float64Array): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return [0, 1];
  return [finite.reduce((a, b) => Math.min(a, b)), finite.reduce((a, b) => Math.max(a, b))];
}
