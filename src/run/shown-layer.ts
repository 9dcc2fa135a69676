import type { ActivationName } from "../core/activation.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { Network } from "../core/network.ts";
import type { Numbers } from "../core/numbers.ts";
import { copyParameters, type Parameters } from "../core/parameters.ts";
import type { WorkedStep } from "../core/worked-step.ts";
import { type MatrixMap, mapOf } from "./matrix-map.ts";

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

/** A matrix with more weights than this is shown by an excerpt. */
const mostWeights = 4096;

/** The most blocks that a matrix is divided into: a row for each of some units, and as many columns as a map is wide. */
const mostBlocks = { rows: 96, columns: 64 };

/** A matrix of a layer, row-major. */
interface Matrix {
  readonly numbers: Numbers;
  readonly units: number;
  readonly fanIn: number;
}

/** The lists of one layer that a view is shown. */
interface Lists {
  readonly before: Parameters;
  readonly gradients: Parameters | null;
  readonly after: Parameters | null;
}

/**
 * The layers as the last step left them, or as they are at the beginning.
 * @param focus the quantity in focus: of large matrices, the lines through its unit are shown whole
 */
export function shownLayers(network: Network, worked: WorkedStep | null, focus: Quantity | null): ShownLayer[] {
  return network.layers.map(({ name, activation, parameters, units, fanIn }, l) => {
    const lists: Lists = worked?.layers[l] ?? { before: parameters, gradients: null, after: null };
    const isLarge = units * fanIn > mostWeights;
    const shown = isLarge ? withoutWeights : copyParameters;
    return {
      name,
      activation,
      before: shown(lists.before),
      gradients: lists.gradients && shown(lists.gradients),
      after: lists.after && shown(lists.after),
      excerpt: isLarge ? excerptOf(lists, units, fanIn, linesThrough(focus, l)) : null,
    };
  });
}

function withoutWeights({ biases }: Parameters): Parameters {
  return { weights: new Float64Array(0), biases: Float64Array.from(biases) };
}

/** Which row and which column of a layer's matrix lead through the unit in focus. */
function linesThrough(focus: Quantity | null, layer: number): { row: number | null; column: number | null } {
  const unit = focus && unitOf(focus);
  return {
    row: unit?.layer === layer ? unit.unit : null,
    column: unit?.layer === layer - 1 ? unit.unit : null,
  };
}

/** The unit that a quantity belongs to; an input is a unit of the layer before the first. */
function unitOf(quantity: Quantity): { readonly layer: number; readonly unit: number } | null {
  switch (quantity.of) {
    case "loss":
    case "target":
      return null;
    case "input":
      return { layer: -1, unit: quantity.input };
    case "parameter":
      return quantity.parameter;
    default:
      return quantity;
  }
}

function excerptOf(
  { before, gradients, after }: Lists,
  units: number,
  fanIn: number,
  { row, column }: ReturnType<typeof linesThrough>,
): LayerExcerpt {
  const shape = { rows: units, columns: fanIn };
  const matrixOf = ({ weights }: Parameters): Matrix => ({ numbers: weights, units, fanIn });
  const line = (index: number | null, count: number, cut: (matrix: Matrix, index: number) => Float64Array) =>
    index === null || !Number.isInteger(index) || index < 0 || index >= count
      ? null
      : {
          index,
          before: cut(matrixOf(before), index),
          gradients: gradients && cut(matrixOf(gradients), index),
          after: after && cut(matrixOf(after), index),
        };
  return {
    weights: mapOf(before.weights, shape, mostBlocks),
    gradients: gradients && mapOf(gradients.weights, shape, mostBlocks),
    row: line(row, units, rowOf),
    column: line(column, fanIn, columnOf),
  };
}

function rowOf({ numbers, fanIn }: Matrix, unit: number): Float64Array {
  return Float64Array.from(numbers.subarray(unit * fanIn, (unit + 1) * fanIn));
}

function columnOf({ numbers, units, fanIn }: Matrix, input: number): Float64Array {
  return Float64Array.from({ length: units }, (_, j) => numbers[j * fanIn + input]);
}
