import { backward, createBatch, createNetwork, createParameters, forward, type Network } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { type Parameters, parameterKinds } from "../parameters.ts";
import { indexOf, type ParameterPlace } from "../quantity-path.ts";
import { createRandom, streams } from "../random.ts";
import { addPenaltyGradients } from "../regularization.ts";
import { loadSamples } from "../samples.ts";
import type { Spec } from "../spec.ts";
import { splitSamples } from "../split.ts";
import { batchSizeOf } from "../steps.ts";
import { costOfNudge, createNudging, type Nudging, nudgedLoss } from "./nudge.ts";
import { lossRoundoff } from "./roundoff.ts";

/**
 * Backward propagation against central differences, D = (l(w + h) − l(w − h)) / 2h, for every parameter of a network
 * at its initial parameters, always in float64.
 *
 * How far the two may lie apart. D has two errors: what is cut off, h²/6 · l‴ to first order, and what is rounded: a
 * loss that is off by r puts D off by r/h. With h about ε^⅓ both are small, near 10⁻¹¹ of what they are measured by.
 * `lossRoundoff` tells r for the network at hand. What is cut off cannot be told beforehand, but a tenth of the h
 * leaves a hundredth of it (a tenth where l″ jumps, as with elu and huber). So D and the gradient agree if they lie no
 * further apart than `tolerance` times the slope of the loss plus r/h; if they do, for h or a smaller one, all is
 * well. The gradient is wrong only if D has settled, that is two D in a row agree with each other in the same way, but
 * not with it; if no two of them do, nothing can be said. The slope is the steepest of the gradient and of the two
 * one-sided differences, each the mean over samples of its size: it is not small where samples cancel out, or where
 * the loss has a minimum.
 *
 * A loss with a kink between w − h and w + h has no derivative to compare with. Then smaller h are tried, and only if
 * the kink still lies between is the parameter counted as one at a kink.
 */
export interface GradientCheck {
  /** How many parameters there are to check. */
  readonly parameters: number;
  /** How many have been checked. */
  readonly checked: number;
  /** Checks up to `count` more parameters. Returns whether all have been. */
  readonly advance: (count: number) => boolean;
  /** What has come out so far. */
  readonly report: () => GradientReport;
}

/** What came out of a gradient check. */
export interface GradientReport {
  /** How many parameters were checked. */
  readonly parameters: number;
  /** Over how many samples of the first batch the loss was taken. */
  readonly samples: number;
  /**
   * How many parameters have a kink of the loss so near that it has no derivative to compare with; or an output so
   * near 0 or 1 that binaryCrossEntropy cuts its derivative off.
   */
  readonly kinks: number;
  /** How many could not be judged: the loss is no finite number nearby, or the differences do not settle. */
  readonly unclear: number;
  /** How many gradients are wrong. */
  readonly wrong: number;
  /** The largest difference, right or wrong; null if nothing could be compared. */
  readonly worst: GradientComparison | null;
  /** The wrong gradients, those with the largest differences first, and no more than ten. */
  readonly findings: readonly GradientComparison[];
}

/** One parameter's gradient, found in two ways. */
export interface GradientComparison {
  readonly parameter: ParameterPlace;
  /** As backward propagation finds it. */
  readonly backpropagation: number;
  /** As central differences find it. */
  readonly differences: number;
  /**
   * How far apart they lie, relative to the slope of the loss or, where that is small, to the smallest slope that
   * differences can measure so closely. The gradient is right up to `tolerance`.
   */
  readonly difference: number;
}

/** Up to this relative difference a gradient is right. */
export const tolerance = 1e-6;

/** The first h, relative to a parameter above 1; the two errors of a central difference are about equal there. */
const firstStep = Math.cbrt(Number.EPSILON);
/** How many h are tried, each a tenth of the one before. */
const tries = 4;
/** More samples would tell nothing new. */
const mostSamples = 64;
/** So many multiplications and additions take a few seconds. */
const affordableCost = 2e9;
const mostFindings = 10;

/** Checks all gradients of a spec's network, of the mean loss over samples of the first batch with regularization. */
export function checkGradients(spec: Spec): GradientReport {
  const check = createGradientCheck(spec);
  check.advance(check.parameters);
  return check.report();
}

/** Prepares a check of all gradients, to be made in parts. */
export function createGradientCheck(spec: Spec): GradientCheck {
  const compared = prepare({ ...spec, precision: "float64" });
  const places = placesIn(compared.network);
  const parameters = compared.network.numbers.length;
  let checked = 0;
  let kinks = 0;
  let unclear = 0;
  let wrong = 0;
  let worst: GradientComparison | null = null;
  let findings: GradientComparison[] = [];

  function count({ verdict, comparison }: Judgement): void {
    checked++;
    if (verdict === "kink") kinks++;
    if (verdict === "unclear") unclear++;
    if (comparison === null) return;
    if (worst === null || comparison.difference > worst.difference) worst = comparison;
    if (verdict !== "wrong") return;
    wrong++;
    findings = [...findings, comparison].sort((a, b) => b.difference - a.difference).slice(0, mostFindings);
  }

  return {
    parameters,
    get checked() {
      return checked;
    },
    advance: (limit) => {
      for (let done = 0; done < limit; done++) {
        const next = places.next();
        if (next.done) break;
        count(judge(compared, next.value));
      }
      return checked === parameters;
    },
    report: () => ({
      parameters: checked,
      samples: compared.nudging.samples.length,
      kinks,
      unclear,
      wrong,
      worst,
      findings,
    }),
  };
}

/** A network after a forward and backward pass of some samples: all that a comparison needs. */
interface Compared {
  readonly spec: Spec;
  readonly network: Network;
  readonly nudging: Nudging;
  /** For each layer the numbers that feed it, a row for each sample. */
  readonly inputs: readonly Numbers[];
  /** Of the mean loss over the samples, with what regularization adds. */
  readonly gradients: readonly Parameters[];
  /** For each layer, how far rounding may put a nudged loss off. */
  readonly roundoff: readonly number[];
}

function prepare(spec: Spec): Compared {
  const network = createNetwork(spec, createRandom(spec.seed, streams.parameters));
  const { parameters: gradients, numbers } = createParameters(spec);
  const { training } = splitSamples(spec.data.samples, spec.training.testFraction, spec.seed);
  const samples = Math.min(batchSizeOf(spec), mostSamples, affordableSamples(network));
  const batch = createBatch(network, samples);
  loadSamples(spec.data, batch, training, 0, samples);
  forward(network, batch, samples);
  backward(network, batch, samples, gradients);
  for (let k = 0; k < numbers.length; k++) numbers[k] /= samples;
  addPenaltyGradients(spec.regularization, network.layers, gradients);
  return {
    spec,
    network,
    nudging: createNudging(network, batch, samples),
    inputs: [batch.inputs, ...batch.layers.map(({ a }) => a)],
    gradients,
    roundoff: lossRoundoff(network, batch, samples),
  };
}

/** How many samples can be afforded, at least one. */
function affordableSamples(network: Network): number {
  const cost = network.layers.reduce((sum, { parameters: { weights, biases } }, l) => {
    return sum + (weights.length + biases.length) * 2 * costOfNudge(network, l);
  }, 0);
  return Math.max(1, Math.floor(affordableCost / cost));
}

/** All parameters of a network, layer by layer. */
function* placesIn({ layers }: Network): Generator<ParameterPlace, undefined> {
  for (const [layer, { parameters, fanIn }] of layers.entries()) {
    for (const kind of parameterKinds) {
      for (let k = 0; k < parameters[kind].length; k++) {
        yield kind === "weights"
          ? { layer, kind, unit: Math.floor(k / fanIn), input: k % fanIn }
          : { layer, kind, unit: k, input: null };
      }
    }
  }
}

/** What a comparison comes to; null where there was nothing to compare. */
interface Judgement {
  readonly verdict: "right" | "wrong" | "kink" | "unclear";
  readonly comparison: GradientComparison | null;
}

/** Compares one parameter's gradient with central differences of smaller and smaller h until it is clear. */
function judge(compared: Compared, parameter: ParameterPlace): Judgement {
  const { layer, kind } = parameter;
  const k = indexOf(parameter, compared.network.layers[layer].fanIn);
  const g = compared.gradients[layer][kind][k];
  const w = compared.network.layers[layer].parameters[kind][k];
  let h = (firstStep * Math.max(1, Math.abs(w))) / Math.max(1, largestInput(compared, parameter));
  let before: CentralDifference | null = null;
  let verdict: "kink" | "unclear" = "kink";
  for (let attempt = 0; attempt < tries; attempt++, h /= 10) {
    const D = centralDifference(compared, parameter, w, h);
    if (D === null) continue;
    if (!Number.isFinite(D.slope)) return { verdict: "unclear", comparison: null };
    const comparison = comparisonOf(parameter, g, D);
    if (comparison.difference <= tolerance) return { verdict: "right", comparison };
    const hasSettled = before !== null && differenceOf(before.slope, D) <= tolerance;
    if (hasSettled || !Number.isFinite(g)) return { verdict: "wrong", comparison };
    verdict = "unclear";
    before = D;
  }
  return { verdict, comparison: null };
}

function comparisonOf(parameter: ParameterPlace, g: number, D: CentralDifference): GradientComparison {
  return { parameter, backpropagation: g, differences: D.slope, difference: differenceOf(g, D) };
}

/** How far a number lies from a central difference; infinitely far if it is none. */
function differenceOf(g: number, D: CentralDifference): number {
  if (!Number.isFinite(g)) return Number.POSITIVE_INFINITY;
  return g === D.slope ? 0 : Math.abs(g - D.slope) / sizeOf(g, D);
}

/** What differences are relative to: `tolerance` times this is how far apart right numbers may lie. */
function sizeOf(g: number, { steepest, roundoff }: CentralDifference): number {
  return Math.max(Math.abs(g), steepest) + roundoff / tolerance;
}

/** A central difference and what tells how exact it is. */
interface CentralDifference {
  /** (l(w + h) − l(w − h)) / 2h */
  readonly slope: number;
  /** The larger of the two one-sided differences' sizes, as a mean over samples. */
  readonly steepest: number;
  /** How far rounding may have put the slope off. */
  readonly roundoff: number;
}

/** The central difference of the mean loss with a penalty; null if there is a kink between w − h and w + h. */
function centralDifference(
  { spec, network, nudging, inputs, roundoff }: Compared,
  { layer, kind, unit, input }: ParameterPlace,
  w: number,
  h: number,
): CentralDifference | null {
  const { l1, l2 } = kind === "weights" ? spec.regularization : { l1: 0, l2: 0 };
  if (l1 !== 0 && (Math.sign(w + h) !== Math.sign(w) || Math.sign(w - h) !== Math.sign(w))) return null;
  const { samples } = nudging;
  const { fanIn } = network.layers[layer];
  let rise = 0;
  let steepest = 0;
  nudging.crossed = false;
  for (let s = 0; s < samples.length; s++) {
    // ∂z/∂w = a: what w is nudged by moves z by a times that.
    const a = input === null ? 1 : inputs[layer][s * fanIn + input];
    if (a === 0) continue;
    const l = samples[s].loss;
    const after = nudgedLoss(nudging, s, layer, unit, h * a) - l;
    const before = l - nudgedLoss(nudging, s, layer, unit, -h * a);
    if (nudging.crossed) return null;
    rise += (after + before) / samples.length;
    steepest += Math.max(Math.abs(after), Math.abs(before)) / samples.length;
  }
  const penaltyRise = l1 * (Math.abs(w + h) - Math.abs(w - h)) + (l2 / 2) * ((w + h) ** 2 - (w - h) ** 2);
  const penaltyRoundoff = 4 * Number.EPSILON * (l1 * Math.abs(w) + l2 * w * w);
  return {
    slope: (rise + penaltyRise) / (2 * h),
    steepest: (steepest + Math.abs(penaltyRise) / 2) / h,
    roundoff: (roundoff[layer] + penaltyRoundoff) / h,
  };
}

/** The largest size of what a weight weighs in these samples; 1 for a bias. */
function largestInput({ network, nudging, inputs }: Compared, { layer, input }: ParameterPlace): number {
  if (input === null) return 1;
  const { fanIn } = network.layers[layer];
  let largest = 0;
  for (let s = 0; s < nudging.samples.length; s++) {
    largest = Math.max(largest, Math.abs(inputs[layer][s * fanIn + input]));
  }
  return largest;
}
