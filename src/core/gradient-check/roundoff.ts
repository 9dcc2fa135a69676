import { lossOfZ } from "../loss.ts";
import { type Batch, type Network, outputLayer } from "../network.ts";
import type { Numbers } from "../numbers.ts";

/**
 * How far rounding may put a loss off, to first order: every operation is off by up to ε times the size of its
 * result, and what that does to the loss is told by the derivatives of the backward pass. A sum of n terms is off by
 * √n·ε times the sum of their sizes, since errors within it mostly cancel; the errors of different units are taken to
 * add up. (N. J. Higham, Accuracy and Stability of Numerical Algorithms, 2002, chapters 3 and 4.)
 */

/** How far an activation may be off, in ε: more than any of ours is. */
const activationError = 4;

/**
 * For each layer l, how far rounding may put the mean loss of the first `samples` samples off when something in layer
 * l is nudged; after their forward and backward pass.
 */
export function lossRoundoff(network: Network, batch: Batch, samples: number): number[] {
  const { layers } = network;
  const ofNudgedLayer = layers.map(() => 0);
  const ofSummedLayer = layers.map(() => 0);
  let ofLoss = 0;
  for (let s = 0; s < samples; s++) {
    ofLoss += roundoffOfLoss(network, batch, s) / samples;
    for (let l = 0; l < layers.length; l++) {
      const [nudged, summed] = roundoffOfLayer(network, batch, l, s);
      ofNudgedLayer[l] += nudged / samples;
      ofSummedLayer[l] += summed / samples;
    }
  }
  // A nudge is added to z in its own layer and the next; in those above, z is summed up anew.
  return layers.map((_, l) => {
    const above = ofSummedLayer.slice(l + 2).reduce((sum, roundoff) => sum + roundoff, 0);
    return ofLoss + ofNudgedLayer[l] + (ofNudgedLayer[l + 1] ?? 0) + above;
  });
}

/** What rounding in one layer does to a sample's loss: where z is only added to, and where it is summed up. */
function roundoffOfLayer(network: Network, batch: Batch, l: number, s: number): [nudged: number, summed: number] {
  const { units, fanIn, parameters, activation } = network.layers[l];
  const { z, a, lossByA, lossByZ } = batch.layers[l];
  const inputs = l === 0 ? batch.inputs : batch.layers[l - 1].a;
  // Where loss and activation are taken as one, nothing goes through the outputs' a.
  const isJoint = l === network.layers.length - 1 && lossOfZ(network.loss, activation) !== null;
  let nudged = 0;
  let summed = 0;
  for (let j = 0; j < units; j++) {
    const k = s * units + j;
    const throughA = isJoint ? 0 : activationError * Math.abs(lossByA[k] * a[k]);
    let terms = Math.abs(parameters.biases[j] ?? 0);
    for (let i = 0; i < fanIn; i++) terms += Math.abs(parameters.weights[j * fanIn + i] * inputs[s * fanIn + i]);
    nudged += 2 * Math.abs(lossByZ[k] * z[k]) + throughA;
    summed += (2 + Math.sqrt(fanIn)) * Math.abs(lossByZ[k]) * terms + throughA;
  }
  return [Number.EPSILON * nudged, Number.EPSILON * summed];
}

/** What rounding in the loss function does to a sample's loss. */
function roundoffOfLoss(network: Network, { layers, losses, targets }: Batch, s: number): number {
  const { units, activation } = outputLayer(network);
  const terms = (2 + Math.sqrt(units)) * Math.abs(losses[s]);
  // Taken as one with the activation, the loss is a difference of terms as large as t·z.
  const joint = lossOfZ(network.loss, activation)
    ? 2 * sumOfSizes(targets, s, units) * largestSize(layers, s, units)
    : 0;
  return Number.EPSILON * (terms + joint);
}

/** The sum of the sizes in a sample's row. */
function sumOfSizes(values: Numbers, s: number, width: number): number {
  let sum = 0;
  for (let k = s * width; k < (s + 1) * width; k++) sum += Math.abs(values[k]);
  return sum;
}

/** The largest |z| among a sample's outputs. */
function largestSize(layers: Batch["layers"], s: number, units: number): number {
  let largest = 0;
  const { z } = layers[layers.length - 1];
  for (let k = s * units; k < (s + 1) * units; k++) largest = Math.max(largest, Math.abs(z[k]));
  return largest;
}
