import type { LayerView } from "../run-view.ts";
import { largestMagnitude } from "./stroke.ts";

/** The weights of a layer as far as the page has them: all, or of a large matrix an excerpt. */

type Numbers = ArrayLike<number>;

/** The weights that lead to a unit; null where they were not sent. */
export function weightsInto({ before, excerpt, fanIn }: LayerView, unit: number): Numbers | null {
  if (!excerpt) return rowOf(before.weights, fanIn, unit);
  return excerpt.row?.index === unit ? excerpt.row.before : null;
}

/** Their gradients; null where there are none yet, or they were not sent. */
export function gradientsInto({ gradients, excerpt, fanIn }: LayerView, unit: number): Numbers | null {
  if (!gradients) return null;
  if (!excerpt) return rowOf(gradients.weights, fanIn, unit);
  return excerpt.row?.index === unit ? excerpt.row.gradients : null;
}

/** The weights that lead on from an input of a layer; null where they were not sent. */
export function weightsFrom({ before, excerpt, fanIn, units }: LayerView, input: number): Numbers | null {
  if (!excerpt) return Float64Array.from({ length: units }, (_, unit) => before.weights[unit * fanIn + input]);
  return excerpt.column?.index === input ? excerpt.column.before : null;
}

/** One weight; null where it was not sent. */
export function weightAt(layer: LayerView, unit: number, input: number): number | null {
  if (!layer.excerpt) return layer.before.weights[unit * layer.fanIn + input];
  return weightsInto(layer, unit)?.[input] ?? weightsFrom(layer, input)?.[unit] ?? null;
}

/** The largest |w| of a layer. */
export function largestWeight({ before, excerpt }: LayerView): number {
  return excerpt ? excerpt.weights.bound : largestMagnitude(before.weights);
}

/** The places of the numbers of largest size, largest first. */
export function strongest(numbers: Numbers, most: number): number[] {
  const sizeAt = (k: number) => (Number.isNaN(numbers[k]) ? Number.POSITIVE_INFINITY : Math.abs(numbers[k]));
  const found: number[] = [];
  for (let k = 0; k < numbers.length; k++) {
    if (found.length === most && sizeAt(k) <= sizeAt(found[most - 1])) continue;
    let place = found.length;
    while (place > 0 && sizeAt(found[place - 1]) < sizeAt(k)) place--;
    found.splice(place, 0, k);
    if (found.length > most) found.pop();
  }
  return found;
}

function rowOf(weights: Float64Array | Float32Array, fanIn: number, unit: number): Numbers {
  return weights.subarray(unit * fanIn, (unit + 1) * fanIn);
}
