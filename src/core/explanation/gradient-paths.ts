import type { WorkedSample, WorkedStep } from "../worked-step.ts";

/**
 * A gradient as a sum over paths: every way from the loss back to a parameter, through one unit of each layer,
 * multiplies the derivatives it meets, and the gradient is the sum of these products.
 */

/** One way from the loss back to a parameter. */
export interface GradientPath {
  /** The unit it takes in each layer, from the last layer back to the parameter's; counted from 0. */
  readonly units: readonly number[];
  /** The product of all derivatives on the way. */
  readonly product: number;
}

/** The paths to a parameter. */
export interface GradientPaths {
  /** Those with the largest products by size, largest first; those of equal size in the order of their units. */
  readonly paths: readonly GradientPath[];
  /** How many there are in all; Infinity beyond the range of numbers. */
  readonly total: number;
}

/** Up to so many paths all are listed. */
export const mostPaths = 10_000;
/** Of more than that, so many are. */
export const largestPaths = 100;

/** The last stretch of a path that is not complete yet, and the rest of it towards the loss. */
interface Stretch {
  readonly unit: number;
  readonly product: number;
  readonly towardsLoss: Stretch | null;
}

/**
 * The paths from one sample's loss to a parameter of a unit, all of them or those with the largest products.
 * @param layer of the unit, counted from 0, as is `unit`
 * @param zByParameter ∂z/∂w or ∂z/∂b of the unit and its parameter: what every path ends with
 * @param limit the most paths to list; all, or the largest where there are too many, unless given
 */
export function gradientPaths(
  worked: WorkedStep,
  sample: WorkedSample,
  layer: number,
  unit: number,
  zByParameter: number,
  limit?: number,
): GradientPaths {
  const total = pathsTo(sample, layer);
  const most = limit ?? (total <= mostPaths ? mostPaths : largestPaths);
  const paths = stretchesTo(worked, sample, layer, unit, most).map((stretch) => ({
    units: unitsOf(stretch),
    product: stretch.product * zByParameter,
  }));
  return { paths: paths.sort(largestFirst), total };
}

/** Σ of the sizes of all paths to a unit's z: the gradient that it would have if nothing cancelled. */
export function sizeOfAllPaths(worked: WorkedStep, sample: WorkedSample, layer: number, unit: number): number {
  const last = sample.layers.length - 1;
  let sizes = Array.from(sample.layers[last].lossByZ, Math.abs);
  for (let m = last - 1; m >= layer; m--) {
    const { aByZ } = sample.layers[m];
    const { weights } = worked.layers[m + 1].before;
    const ofNext = sizes;
    sizes = Array.from(aByZ, (slope, j) =>
      ofNext.reduce((sum, size, k) => sum + size * Math.abs(weights[k * aByZ.length + j] * slope), 0),
    );
  }
  return sizes[unit];
}

/** How many paths lead back to each unit of a layer: the product of the widths of all layers after it. */
function pathsTo({ layers }: WorkedSample, layer: number): number {
  return layers.slice(layer + 1).reduce((product, { z }) => product * z.length, 1);
}

/**
 * The paths from the loss to a unit's z with the largest products by size, at most `limit`, largest first. From the
 * last layer back, each unit keeps its largest: all that go on through it are multiplied by the same numbers, so
 * what is not among the largest here will not be later.
 */
function stretchesTo(
  worked: WorkedStep,
  sample: WorkedSample,
  layer: number,
  unit: number,
  limit: number,
): readonly Stretch[] {
  const last = sample.layers.length - 1;
  const unitsIn = (m: number) => (m === layer ? [unit] : Array.from(sample.layers[m].z.keys()));
  // A path begins with δ of an output.
  let ofNext: Stretch[][] = unitsIn(last).map((k) => [
    { unit: k, product: sample.layers[last].lossByZ[k], towardsLoss: null },
  ]);
  for (let m = last - 1; m >= layer; m--) {
    const { aByZ } = sample.layers[m];
    const { weights } = worked.layers[m + 1].before;
    ofNext = unitsIn(m).map((j) => {
      let largest: Stretch[] = [];
      for (let k = 0; k < ofNext.length; k++) {
        const w = weights[k * aByZ.length + j];
        largest = mergeLargest(largest, ofNext[k], j, w, aByZ[j], limit);
      }
      return largest;
    });
  }
  return ofNext[0];
}

/**
 * The largest of `found` and of `next` carried on to unit j over ∂z/∂a = w and ∂a/∂z, both lists being sorted by size;
 * multiplying by a common factor keeps them so. Of equals, those in `found` come first.
 */
function mergeLargest(
  found: Stretch[],
  next: readonly Stretch[],
  j: number,
  w: number,
  aByZ: number,
  limit: number,
): Stretch[] {
  const productOf = (stretch: Stretch) => stretch.product * w * aByZ;
  if (found.length === limit && sizeOf(productOf(next[0])) <= sizeOf(found[limit - 1].product)) return found;
  const merged: Stretch[] = [];
  let f = 0;
  let n = 0;
  while (merged.length < limit && (f < found.length || n < next.length)) {
    const product = n < next.length ? productOf(next[n]) : 0;
    if (n === next.length || (f < found.length && sizeOf(found[f].product) >= sizeOf(product))) {
      merged.push(found[f++]);
    } else {
      merged.push({ unit: j, product, towardsLoss: next[n++] });
    }
  }
  return merged;
}

/** The size that a product is sorted by. What is not a number comes first, so that it is seen. */
function sizeOf(product: number): number {
  return Number.isNaN(product) ? Number.POSITIVE_INFINITY : Math.abs(product);
}

/** The units of a path from the last layer to the one it has come to. */
function unitsOf(stretch: Stretch): number[] {
  const units: number[] = [];
  for (let at: Stretch | null = stretch; at; at = at.towardsLoss) units.push(at.unit);
  return units.reverse();
}

function largestFirst(a: GradientPath, b: GradientPath): number {
  const [sizeA, sizeB] = [sizeOf(a.product), sizeOf(b.product)];
  if (sizeA !== sizeB) return sizeA > sizeB ? -1 : 1;
  const differing = a.units.findIndex((unit, m) => unit !== b.units[m]);
  return differing < 0 ? 0 : a.units[differing] - b.units[differing];
}
