import { forward, outputLayer } from "../network.ts";
import { normalized } from "../normalization.ts";
import type { TrainingRun } from "../training-run.ts";
import { type Line, lineOf } from "./fit-line.ts";
import { inputRange } from "./fit-range.ts";
import { copyNetwork } from "./network-copy.ts";
import { createPiece } from "./piece.ts";

/** There is nothing to choose. */
export type FitCurveRequest = Readonly<Record<string, never>>;

/** The function that a network of one input computes at its current parameters. */
export interface FitCurve {
  /** The step whose update was the last. */
  readonly step: number;
  /** Values of the input as a person has it, evenly spaced over the range of the data and a margin. */
  readonly x: Float64Array;
  /** One after the other: each output's value at every x. */
  readonly outputs: readonly Float64Array[];
  /** Where all layers are linear, the one line that each output is; null otherwise. */
  readonly lines: readonly Line[] | null;
}

const points = 200;

/** Evaluates a network of one input over the range of its data. */
export function* fitCurve({ trainer }: TrainingRun, _request: FitCurveRequest): Generator<void, FitCurve> {
  const { spec, step } = trainer;
  const network = copyNetwork(spec, trainer.network);
  const { units } = outputLayer(network);
  const { normalization } = spec.data;
  const [low, high] = inputRange(spec, 0);
  const x = Float64Array.from({ length: points }, (_, k) => low + ((high - low) * k) / (points - 1));
  const outputs = Array.from({ length: units }, () => new Float64Array(points));
  const piece = createPiece(network, points);
  const a = piece.layers[piece.layers.length - 1].a;
  for (let start = 0; start < points; start += piece.capacity) {
    const count = Math.min(piece.capacity, points - start);
    for (let s = 0; s < count; s++) piece.inputs.set(normalized([x[start + s]], normalization), s);
    forward(network, piece, count);
    for (let s = 0; s < count; s++) {
      for (let j = 0; j < units; j++) outputs[j][start + s] = a[s * units + j];
    }
    yield;
  }
  return { step, x, outputs, lines: lineOf(network, normalization) };
}
