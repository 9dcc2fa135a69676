import { weightedSums } from "../dense.ts";
import { createBatch, type Network, outputLayer } from "../network.ts";
import type { Normalization } from "../spec.ts";

/** y = m·x + c */
export interface Line {
  readonly m: number;
  readonly c: number;
}

/**
 * The line that each output of a network of one input is, where all layers are linear: however many there are,
 * together they are y = m·x + c, with m the product of the weights along all paths. Null where a layer bends it.
 */
export function lineOf(network: Network, normalization: Normalization | null): Line[] | null {
  const { layers } = network;
  if (layers.some(({ activation }) => activation !== "linear")) return null;
  const batch = createBatch({ ...network, precision: "float64" }, 2);
  // Two samples: c is what comes out for x = 0, and m is what comes out for x = 1 with all biases left out.
  batch.inputs.set([0, 1]);
  for (let l = 0; l < layers.length; l++) {
    const { fanIn, units, parameters } = layers[l];
    const inputs = l === 0 ? batch.inputs : batch.layers[l - 1].z;
    const { z } = batch.layers[l];
    const biases = new Float64Array();
    weightedSums(layers[l], parameters, inputs.subarray(0, fanIn), 1, z.subarray(0, units));
    weightedSums(layers[l], { ...parameters, biases }, inputs.subarray(fanIn), 1, z.subarray(units));
  }
  const { z } = batch.layers[layers.length - 1];
  const { units } = outputLayer(network);
  const offset = normalization?.offset[0] ?? 0;
  const scale = normalization?.scale[0] ?? 1;
  return Array.from({ length: units }, (_, j) => {
    const m = z[units + j] / scale;
    return { m, c: z[j] - m * offset };
  });
}
