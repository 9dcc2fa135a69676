import type { ActivationName } from "../activation.ts";
import type { LossName } from "../loss.ts";
import type { Sentence } from "./derivation-parts.ts";
import type { Known } from "./notation/expression.ts";

/** What each activation makes of a z, in a sentence. */
export const activationWords: Readonly<Record<ActivationName, (z: Known) => Sentence>> = {
  linear: (z) => ["The unit is linear: it passes on ", z.is, " as it is."],
  relu: ({ is, value }) =>
    value > 0
      ? [is, " is positive, and ReLU passes it on as it is."]
      : [is, " is not positive: ReLU passes on 0 instead."],
  leakyRelu: ({ is, value }) =>
    value > 0
      ? [is, " is positive, and the leaky ReLU passes it on as it is."]
      : [is, " is not positive: the leaky ReLU passes on a hundredth of it."],
  elu: ({ is, value }) =>
    value > 0
      ? [is, " is positive, and ELU passes it on as it is."]
      : [is, " is not positive: ELU bends it towards −1."],
  gelu: ({ is }) => [
    "GELU passes on a share of ",
    is,
    ": as much as of the standard normal distribution lies below it.",
  ],
  sigmoid: ({ is }) => ["Sigmoid squeezes ", is, " between 0 and 1."],
  tanh: ({ is }) => ["Tanh squeezes ", is, " between −1 and 1."],
  softplus: ({ is }) => ["Softplus is a ReLU with a smooth bend at 0, here for ", is, "."],
  swish: ({ is }) => ["Swish passes on a share of ", is, ", the larger the more positive it is."],
  softmax: () => ["Softmax makes shares of the outputs: this unit's power of e, out of those of all units."],
};

/** What a slope says of its unit, in a sentence. */
export const slopeWords: Readonly<Record<ActivationName, (z: Known, slope: number) => Sentence>> = {
  linear: () => ["The unit is linear: its output changes as much as its z does."],
  relu: (_, slope) => [
    slope > 0
      ? "This ReLU is open: its output changes as much as its z does."
      : "This ReLU is closed: a small change of its z changes nothing.",
  ],
  leakyRelu: ({ value }) => [
    value > 0
      ? "On its positive side, the output changes as much as z does."
      : "On its negative side, the output still changes by a hundredth of what z does.",
  ],
  elu: ({ value }) => [
    value > 0
      ? "On its positive side, the output changes as much as z does."
      : "On its negative side, the curve flattens towards −1.",
  ],
  gelu: () => how,
  sigmoid: flattening,
  tanh: flattening,
  softplus: () => how,
  swish: () => how,
  softmax: () => ["How much this output changes with its own z."],
};

const how: Sentence = ["How much the output changes with z: the derivative of the activation function."];

/** Below this, a curve counts as nearly flat. */
const flat = 0.1;

function flattening(_z: Known, slope: number): Sentence {
  return slope < flat ? ["The curve is nearly flat here: a small change of z hardly changes the output."] : how;
}

/** What each loss measures, in a sentence. */
export const lossWords: Readonly<Record<LossName, (outputs: number) => Sentence>> = {
  mse: (outputs) => [
    outputs === 1 ? "The output's error, squared." : "The errors of all outputs, squared; their mean.",
  ],
  halfSquaredError: (outputs) => [
    outputs === 1 ? "Half of the output's error, squared." : "Half of the errors of all outputs, squared and added up.",
  ],
  mae: (outputs) => [
    outputs === 1 ? "The size of the output's error." : "The sizes of all outputs' errors; their mean.",
  ],
  huber: (outputs) => [
    `${outputs === 1 ? "The output's error" : "The errors of all outputs"}: squared while small, by size once large.`,
  ],
  binaryCrossEntropy: (outputs) => [
    `How surprised the network is by ${outputs === 1 ? "the target: little where the output is close to it" : "the targets; the mean over all outputs"}.`,
  ],
  crossEntropy: () => ["How surprised the network is by the sample's class: nothing where it was certain of it."],
};
