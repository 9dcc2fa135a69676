import { formatCount } from "../../format/number-format.ts";
import type { ActivationName } from "../activation.ts";
import type { LossName } from "../loss.ts";
import type { OptimizerName } from "../optimizer.ts";
import type { Sentence } from "./derivation-parts.ts";
import { activationWords, lossWords, slopeWords } from "./function-words.ts";
import { type Expression, type Known, letter, literal, product } from "./notation/expression.ts";

/** Every sentence of the derivations, in the words of the article. Layers and units count from 0 here. */
export const sentences = {
  product: "product",
  shareOfAllPaths: "share of all paths",
  optimizers: {
    sgd: "gradient descent",
    momentum: "momentum",
    nesterov: "Nesterov momentum",
    rmsprop: "RMSprop",
    adagrad: "Adagrad",
    adam: "Adam",
    adamw: "AdamW",
  } satisfies Record<OptimizerName, string>,

  input: (name: string, row: number): Sentence => [`Nothing computes it: it is ${name} of sample ${formatCount(row)}.`],
  normalizedInput: (name: string, row: number, raw: number): Sentence => [
    `Sample ${formatCount(row)} has ${name} = `,
    literal(raw),
    ", which is normalized before the network sees it.",
  ],
  rawInput: (name: string): Expression => letter(name),
  offset: letter("offset"),
  scale: letter("scale"),
  whyNormalized: ["Offset and scale are the same for all samples: they were fitted to those it trains on."] as Sentence,
  target: (name: string, row: number): Sentence => [
    `Nothing computes it: the data says that ${name} of sample ${formatCount(row)} should be this.`,
  ],
  targetClass: (class_: string | undefined, row: number): Sentence => [
    class_ === undefined
      ? `Nothing computes it: it is what the data says of sample ${formatCount(row)}.`
      : `Nothing computes it: the data says that sample ${formatCount(row)} is ${class_}.`,
  ],
  oneHot: (class_: string, value: Expression): Sentence => [
    `Each output stands for one class, this one for ${class_}: its target is 1 for samples of that class, and 0 for all others; here `,
    value,
    ".",
  ],

  z: (layer: number, fanIn: number, hasBias: boolean): Sentence => {
    const what = layer === 0 ? "input" : `output of layer ${layer}`;
    const bias = hasBias ? " and the bias comes on top" : "";
    if (fanIn === 1) return [`The ${what} times its weight${hasBias ? ", plus the bias" : ""}.`];
    return [`Each ${what} times its weight; the products add up${bias === "" ? "" : ","}${bias}.`];
  },
  activation: (activation: ActivationName, z: Known): Sentence => activationWords[activation](z),
  slope: (activation: ActivationName, z: Known, slope: number): Sentence => slopeWords[activation](z, slope),
  branch: (z: Known): Sentence => ["since ", z.is, " = ", { ...z, quantity: null }, z.value > 0 ? " > 0" : " ≤ 0"],
  shifted: [
    "The largest z is taken off all of them, so that no power grows too large; the shares stay the same.",
  ] as Sentence,
  softmaxTogether: [
    "Softmax takes all units of the layer together: a change of this z changes the other outputs too, so δ is more than ∂ℓ/∂a times this.",
  ] as Sentence,

  loss: (loss: LossName, outputs: number): Sentence => lossWords[loss](outputs),
  huber: (isSmall: boolean): Sentence => [isSmall ? "since the error is at most 1" : "since the error is more than 1"],
  huberMeaning: ["H(e) is ½e² for an error of at most 1, and |e| − ½ beyond."] as Sentence,
  smallestLog: ["no logarithm counts as less than −100"] as Sentence,
  smallestVariance: ["a(1 − a) counts as at least 10⁻¹²"] as Sentence,
  notTheClass: ["since its target is 0"] as Sentence,
  fromZ: ["computed from z, where no digits are lost as a comes close to 0 or 1"] as Sentence,
  batchLoss: (batch: number, loss: number): Sentence => [
    `The step lowers the mean over its batch of ${formatCount(batch)}, which is `,
    literal(loss),
    ".",
  ],
  penalty: (penalty: number): Sentence => ["Regularization adds ", literal(penalty), " to the loss of the step."],

  lossByOutput: (outputs: number): Sentence => [
    outputs === 1
      ? "How the loss changes with the output: the derivative of the loss."
      : "How the loss changes with this output: the derivative of the loss.",
  ],
  takenTogether: (activation: ActivationName): Sentence => [
    activation === "softmax"
      ? "Softmax ties all outputs together, so the way back goes from the loss straight to z."
      : "Loss and sigmoid are taken as one on the way back, so it goes from the loss straight to z.",
  ],
  jointDelta: (activation: ActivationName): Sentence => [
    `Of ${activation} and cross-entropy taken together, little is left: the output less its target.`,
  ],
  mixedDelta: (sum: Expression): Sentence => [
    "Softmax ties all outputs together: what the loss wants of this one counts by how far it is above the mean ",
    sum,
    ".",
  ],
  /** @param slopes those of the units on the way, from the last layer on */
  onlyWay: (factors: number, to: Expression, slopes: readonly SlopeOfLayer[]): Sentence => [
    factors === 1
      ? "One local slope leads from the loss back to "
      : `${countWord(factors)} local slopes, multiplied from the loss back to `,
    to,
    `. ${slopesText(slopes)}`.trimEnd(),
  ],
  severalWays: (layer: number, unit: number, units: number, next: number): Sentence => [
    `The error reaches ${units === 1 ? "" : `unit ${formatCount(unit + 1)} of `}layer ${layer + 1} through ${next === 2 ? "both" : `all ${formatCount(next)}`} units of layer ${layer + 2}. Their messages add up.`,
  ],
  /** @param from the layer that the signal comes from, counted from 1 */
  closedToSignal: (from: number, arrives: boolean): Sentence => [
    arrives
      ? `A signal arrives from layer ${from}, but this ReLU is closed and multiplies it by 0.`
      : `No signal arrives from layer ${from}, and this ReLU is closed.`,
  ],

  nudge: (parameter: Expression, gradient: number): Sentence => {
    if (gradient === 0) return ["A small change of ", parameter, " changes nothing in the loss of this sample."];
    return [
      "Raise ",
      parameter,
      " by ",
      literal(nudgeSize),
      ` and the loss ${gradient > 0 ? "rises" : "falls"} by about `,
      literal(Math.abs(gradient) * nudgeSize),
      ".",
    ];
  },
  batch: (batch: number, isInBatch: boolean, own: Known, mean: Known, moving: Known | null): Sentence => [
    "This is one sample's gradient, ",
    own,
    isInBatch ? ". " : ", which the step did not use. ",
    batch === 1
      ? "The step went by another sample's, "
      : `The step went by the mean over its batch of ${formatCount(batch)}, `,
    mean,
    ...(moving ? ["; with what regularization adds it is ", moving] : []),
    ".",
  ],
  closedUnit: (layer: number, fanIn: number, hasBias: boolean, stays: boolean): Sentence => [
    `${weightsText(fanIn)} into this unit${hasBias ? ", and its bias," : ""} ${fanIn === 1 && !hasBias ? "gets" : "get"} gradient `,
    literal(0),
    " from this sample.",
    ...(stays
      ? [" The update is ", letter("w"), " ← ", letter("w"), " − ", product(letter("η"), literal(0)), "."]
      : []),
    layer === 0
      ? " Only a sample with other inputs can open it."
      : ` Only a change in the outputs of layer ${layer} can open it again.`,
  ],
  inputIsZero: (weight: Expression): Sentence => [
    "What comes in through ",
    weight,
    " is 0 for this sample, so it makes no difference how much it weighs.",
  ],

  stays: (parameter: Expression, value: number): Sentence => [
    parameter,
    " stays ",
    literal(value),
    ": the spec does not let it train.",
  ],
  regularization: ["with what regularization adds"] as Sentence,
  clipping: (norm: number): Sentence => ["clipped: all gradients together are as long as ", literal(norm), " at most"],
  weightDecay: ["weight decay"] as Sentence,
  schedule: (initial: number, now: number, epoch: number): Sentence => [
    "The schedule has brought ",
    letter("η"),
    " from ",
    literal(initial),
    " to ",
    literal(now),
    ` in epoch ${formatCount(epoch)}.`,
  ],
} as const;

/** By how much the sentence of a gradient's meaning raises a parameter. */
const nudgeSize = 0.001;

/** A slope on the way back. */
interface SlopeOfLayer {
  readonly layer: number;
  readonly activation: ActivationName;
  readonly value: number;
}

/** A slope below this lets next to nothing through. */
const flat = 0.1;

/** What the activations on a way back do to the product. */
function slopesText(slopes: readonly SlopeOfLayer[]): string {
  const closed = slopes.find(({ activation, value }) => activation === "relu" && value === 0);
  if (closed) return `The ReLU of layer ${closed.layer + 1} is closed and multiplies by 0.`;
  if (slopes.length === 0) return "";
  if (slopes.every(({ activation }) => activation === "relu")) {
    return slopes.length === 1 ? "Its ReLU is open and contributes ×1." : "Every ReLU is open, so each contributes ×1.";
  }
  if (slopes.every(({ activation }) => activation === "linear")) {
    return slopes.length === 1
      ? "The unit is linear and passes it on unchanged."
      : "Every unit is linear and passes it on unchanged.";
  }
  const flattest = slopes.reduce((least, slope) => (Math.abs(slope.value) < Math.abs(least.value) ? slope : least));
  if (Math.abs(flattest.value) < flat && flattest.activation !== "leakyRelu") {
    return `Layer ${flattest.layer + 1} is nearly flat here and lets little of it through.`;
  }
  return "";
}

function weightsText(count: number): string {
  if (count === 1) return "The weight";
  return count === 2 ? "Both weights" : `All ${formatCount(count)} weights`;
}

const words = [
  "Zero",
  "One",
  "Two",
  "Three",
  "Four",
  "Five",
  "Six",
  "Seven",
  "Eight",
  "Nine",
  "Ten",
  "Eleven",
  "Twelve",
];

function countWord(count: number): string {
  return words[count] ?? formatCount(count);
}
