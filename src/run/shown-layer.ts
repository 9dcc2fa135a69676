import type { ActivationName } from "../core/activation.ts";
import type { Network } from "../core/network.ts";
import type { Parameters } from "../core/parameters.ts";
import { copyParameters } from "../core/parameters.ts";
import type { WorkedStep } from "../core/worked-step.ts";

/** One layer's parameters as a view shows them: around the last step's update, or the initial ones. */
export interface ShownLayer {
  readonly name: string;
  readonly activation: ActivationName;
  /** Where there is an excerpt, the lists of weights are empty here and in the next two. */
  readonly before: Parameters;
  /** Means over the batch; null before the first step, as is `after`. */
  readonly gradients: Parameters | null;
  readonly after: Parameters | null;
  /** What stands in place of a matrix of weights that is too large to be sent whole. */
  readonly excerpt: LayerExcerpt | null;
}

/** What a view can show of a large matrix of weights. */
export interface LayerExcerpt {
  readonly weights: MatrixMap;
  /** Null before the first step. */
  readonly gradients: MatrixMap | null;
  /** The weights that lead to the unit in focus, if it is of this layer. */
  readonly row: WeightLine | null;
  /** The weights that lead on from the unit in focus, if it is of the layer before (or is an input). */
  readonly column: WeightLine | null;
}

/** A row or a column of a matrix of weights. */
export interface WeightLine {
  /** Which one, counted from 0. */
  readonly index: number;
  readonly before: Float64Array;
  readonly gradients: Float64Array | null;
  readonly after: Float64Array | null;
}

/** A matrix in blocks, each of which is told by its number of largest size. Row-major. */
export interface MatrixMap {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

/** The layers as the last step left them, or as they are at the beginning. */
export function shownLayers(network: Network, worked: WorkedStep | null): ShownLayer[] {
  if (worked) {
    return worked.layers.map(({ name, activation, before, gradients, after }) => ({
      name,
      activation,
      before,
      gradients,
      after,
      excerpt: null,
    }));
  }
  return network.layers.map(({ name, activation, parameters }) => ({
    name,
    activation,
    before: copyParameters(parameters),
    gradients: null,
    after: null,
    excerpt: null,
  }));
}
