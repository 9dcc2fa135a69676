/** How weights are drawn: sign as colour and dash, size as width. */

/** The sign of a weight; a zero has none, and neither has what is no number. */
export type Sign = "positive" | "negative" | "none";

/** The sign of a weight. */
export function signOf(weight: number): Sign {
  if (weight > 0) return "positive";
  return weight < 0 ? "negative" : "none";
}

/** The largest |w| that can be drawn. */
export function largestMagnitude(weights: Iterable<number>): number {
  let largest = 0;
  for (const weight of weights) {
    const magnitude = Math.abs(weight);
    if (Number.isFinite(magnitude) && magnitude > largest) largest = magnitude;
  }
  return largest;
}

/** The width of a line that carries no weight, in pixels. */
const weightless = 1.25;

/** The width of a chain's wire, in pixels, given the largest |w| of the chain. */
export function wireWidth(weight: number, largest: number): number {
  return 1 + 3 * share(weight, largest, (weightless - 1) / 3);
}

/** The width of a network's edge, in pixels, given the largest |w| of its layer. */
export function edgeWidth(weight: number, largest: number): number {
  return 0.4 + 3.2 * share(weight, largest, (weightless - 0.4) / 3.2);
}

function share(weight: number, largest: number, without: number): number {
  if (signOf(weight) === "none") return without;
  return Number.isFinite(weight) ? Math.abs(weight) / largest : 1;
}
