import { backward, createParameters, forward, type Network } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { addPenaltyGradients, penaltyOf } from "../regularization.ts";
import { loadSamples } from "../samples.ts";
import type { Spec } from "../spec.ts";
import { createPiece } from "./piece.ts";

/** The mean loss of a network over some samples, with what regularization adds, and its gradients in one list. */
export function* slopeAt(
  spec: Spec,
  network: Network,
  rows: Uint32Array,
): Generator<void, { readonly loss: number; readonly gradients: Numbers }> {
  const { parameters, numbers: gradients } = createParameters(spec);
  const piece = createPiece(network, rows.length);
  let lossSum = 0;
  for (let start = 0; start < rows.length; start += piece.capacity) {
    const count = loadSamples(spec.data, piece, rows, start, rows.length);
    forward(network, piece, count);
    backward(network, piece, count, parameters);
    for (let s = 0; s < count; s++) lossSum += piece.losses[s];
    yield;
  }
  for (let k = 0; k < gradients.length; k++) gradients[k] /= rows.length;
  addPenaltyGradients(spec.regularization, network.layers, parameters);
  return { loss: lossSum / rows.length + penaltyOf(spec.regularization, network.layers), gradients };
}
