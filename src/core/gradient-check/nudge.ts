import { type ActivationName, activations, softmax } from "../activation.ts";
import { weightedSums } from "../dense.ts";
import { type LossName, losses, lossOfZ, smallestVariance } from "../loss.ts";
import { type Batch, type Network, outputLayer } from "../network.ts";
import type { Numbers } from "../numbers.ts";

/**
 * What becomes of a sample's loss when one pre-activation is a little larger or smaller. All that lies below and
 * beside it stays as the forward pass left it, so only the layers above are gone through again.
 */

/** Samples that went forward, and room for going a part of the way again. */
export interface Nudging {
  readonly network: Network;
  readonly samples: readonly NudgedSample[];
  readonly room: readonly SampleValues[];
  /** Whether a nudge has moved something over a kink; whoever looks at it sets it back. */
  crossed: boolean;
}

/** What one sample left on its way forward. */
interface NudgedSample {
  readonly targets: Numbers;
  readonly loss: number;
  readonly layers: readonly SampleValues[];
}

interface SampleValues {
  readonly z: Numbers;
  readonly a: Numbers;
}

/** Prepares nudges of the first `samples` samples of a batch after its forward pass. */
export function createNudging(network: Network, batch: Batch, samples: number): Nudging {
  const row = (values: Numbers, s: number, width: number) => values.subarray(s * width, (s + 1) * width);
  return {
    network,
    samples: Array.from({ length: samples }, (_, s) => ({
      targets: row(batch.targets, s, outputLayer(network).units),
      loss: batch.losses[s],
      layers: batch.layers.map(({ z, a }, l) => {
        const { units } = network.layers[l];
        return { z: row(z, s, units), a: row(a, s, units) };
      }),
    })),
    room: network.layers.map(({ units }) => ({ z: new Float64Array(units), a: new Float64Array(units) })),
    crossed: false,
  };
}

/**
 * The loss of sample `s` with `nudge` added to z of unit `j` in layer `l`. Sets `crossed` where that moves a
 * pre-activation or the loss over a kink.
 */
export function nudgedLoss(nudging: Nudging, s: number, l: number, j: number, nudge: number): number {
  const { network, room } = nudging;
  const { layers } = network;
  const sample = nudging.samples[s];
  const { z, a } = sample.layers[l];
  if (l === layers.length - 1) {
    room[l].z.set(z);
    room[l].z[j] += nudge;
    activateNudged(nudging, sample, l);
    return lossOfNudged(nudging, sample);
  }
  const { activation } = layers[l];
  if (crossesKink(activation, z[j], z[j] + nudge)) nudging.crossed = true;
  const aDifference = activationOf(activation, z[j] + nudge) - a[j];
  if (aDifference === 0) return sample.loss;
  // The next layer's z change by w times that; above it, everything may change.
  const { units, fanIn, parameters } = layers[l + 1];
  for (let k = 0; k < units; k++) {
    room[l + 1].z[k] = sample.layers[l + 1].z[k] + parameters.weights[k * fanIn + j] * aDifference;
  }
  activateNudged(nudging, sample, l + 1);
  for (let m = l + 2; m < layers.length; m++) {
    weightedSums(layers[m], layers[m].parameters, room[m - 1].a, 1, room[m].z);
    activateNudged(nudging, sample, m);
  }
  return lossOfNudged(nudging, sample);
}

/** How many multiplications and additions `nudgedLoss` takes in layer `l`, more or less. */
export function costOfNudge({ layers }: Network, l: number): number {
  /** An activation counts for as much as its exponential takes. */
  const perActivation = 20;
  return layers.slice(l + 1).reduce(
    // From the second layer above on, all weights are gone through.
    (sum, { units, fanIn }, above) => sum + units * (perActivation + (above === 0 ? 1 : fanIn)),
    perActivation,
  );
}

/** a = σ(z) of one layer. */
function activateNudged(nudging: Nudging, sample: NudgedSample, l: number): void {
  const { activation, units } = nudging.network.layers[l];
  const { z, a } = nudging.room[l];
  if (activation === "softmax") {
    softmax(z, a, 0, units);
    return;
  }
  const { value } = activations[activation];
  for (let k = 0; k < units; k++) a[k] = value(z[k]);
  if (!kinked.has(activation)) return;
  const before = sample.layers[l].z;
  for (let k = 0; k < units; k++) if (Math.sign(z[k]) !== Math.sign(before[k])) nudging.crossed = true;
}

function activationOf(activation: ActivationName, z: number): number {
  // Softmax stands on the last layer alone, whose units are activated together.
  if (activation === "softmax") throw new RangeError("Softmax acts on all units of a layer");
  return activations[activation].value(z);
}

function lossOfNudged(nudging: Nudging, sample: NudgedSample): number {
  const { network, room } = nudging;
  const { activation, units } = outputLayer(network);
  const { z, a } = room[room.length - 1];
  const { targets } = sample;
  const joint = lossOfZ(network.loss, activation);
  if (joint) return joint.value(z, targets, 0, units);
  const before = sample.layers[room.length - 1].a;
  for (let k = 0; k < units; k++) {
    if (lossCrossesKink(network.loss, before[k], a[k], targets[k])) nudging.crossed = true;
  }
  return losses[network.loss].value(a, targets, 0, units);
}

/** The activations whose slope jumps at 0. That of elu is 1 on both sides. */
const kinked: ReadonlySet<ActivationName> = new Set<ActivationName>(["relu", "leakyRelu"]);

/** Whether z and the nudged z lie on two sides of a kink, or just one of them upon it. */
function crossesKink(activation: ActivationName, z: number, nudged: number): boolean {
  return kinked.has(activation) && Math.sign(z) !== Math.sign(nudged);
}

function lossCrossesKink(loss: LossName, a: number, nudged: number, t: number): boolean {
  if (loss === "mae") return Math.sign(a - t) !== Math.sign(nudged - t);
  // Below this a·(1 − a) its derivative is cut off, and not the slope of its value any more.
  return loss === "binaryCrossEntropy" && Math.min(a * (1 - a), nudged * (1 - nudged)) < smallestVariance;
}
