import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { ActivationName } from "../core/activation.ts";
import type { Finding, FindingKind } from "../core/findings/finding.ts";
import { hasZeroWeights } from "../core/findings/known-parameters.ts";
import type { Spec } from "../core/spec.ts";
import { spreadsOf } from "../core/spread.ts";
import { leavingOut, scaling } from "./data-fixes.ts";
import { type Fix, possible, preferred } from "./fix.ts";
import type { SpecEdit } from "./spec-edits.ts";

/** A finding in the spec that it is about. */
interface Found {
  readonly finding: Finding;
  readonly spec: Spec;
  /** The tree of the spec's text. */
  readonly root: Node;
}

/** What to change in a spec so that a finding about it is gone: what its advice says, where that can be done for sure. */
export function findingFixes(found: Found): Fix[] {
  return fixes[found.finding.kind](found);
}

const fixes: Readonly<Record<FindingKind, (found: Found) => Fix[]>> = {
  nothingTrainable: ({ spec }) => [
    preferred(
      'Take "trainable" away from all layers',
      ...spec.layers.map((_, l): SpecEdit => ({ remove: ["layers", l, "trainable"] })),
    ),
  ],
  linearStack: ({ spec }) => [
    preferred('Give the layers before the last the activation "tanh"', ...activation("tanh", hiddenLayers(spec))),
    possible('Give the layers before the last the activation "relu"', ...activation("relu", hiddenLayers(spec))),
  ],
  reluOutput: (found) => [linearOutput(found)],
  sigmoidOutput: (found) => [linearOutput(found)],
  tanhOutput: (found) => [linearOutput(found)],
  softmaxSingle: (found) =>
    isWithin(found.spec, 0, 1)
      ? [
          preferred(
            'Change the activation to "sigmoid"',
            ...activation("sigmoid", [lastLayer(found.spec)]),
            ...otherLoss(found, "binaryCrossEntropy"),
          ),
        ]
      : [linearOutput(found)],
  inputScales: (found) => scaling(found.spec, found.root),
  zeroWeights: ({ spec, root }) => {
    const zero = spec.layers.flatMap((layer, l) => (hasZeroWeights(layer) ? [l] : []));
    return [preferred("Draw the weights at random", ...zero.flatMap((l) => drawnWeights(spec, root, l)))];
  },
  symmetricWeights: ({ finding, spec, root }) => [
    preferred("Draw the weights at random", ...drawnWeights(spec, root, layerOf(finding))),
  ],
  noDistribution: ({ spec }) => [
    preferred(
      'Use the loss "mse"',
      { set: ["loss"], to: "mse" },
      ...(isWithin(spec, 0, 1) ? [] : activation("linear", [lastLayer(spec)])),
    ),
  ],
  constantFeature: ({ finding, spec, root }) => {
    const constant = spreadsOf(spec).flatMap(({ input, smallest, largest }) => (smallest === largest ? [input] : []));
    const isOne = finding.where.of === "input" && finding.numbers.features === undefined;
    const inputs = isOne && finding.where.of === "input" ? [finding.where.input] : constant;
    return leavingOut(inputs, spec, root);
  },
  deadUnits: ({ finding, spec, root }) => {
    const l = layerOf(finding);
    const { weights, biases } = spec.layers[l];
    const isGiven = Boolean(weights || biases);
    const drawing = (isGiven ? preferred : possible)(
      "Draw the layer’s weights and biases at random",
      ...(biases ? [{ remove: ["layers", l, "biases"] }] : []),
      ...drawnWeights(spec, root, l),
    );
    const leaking = (isGiven ? possible : preferred)(
      'Change the activation to "leakyRelu"',
      ...activation("leakyRelu", [l]),
    );
    return [
      ...(isGiven ? [drawing, leaking] : [leaking, drawing]),
      ...(finding.since > 0 ? [lowering(spec, possible)] : []),
    ];
  },
  vanishingGradients: ({ spec, root }) => {
    const hidden = hiddenLayers(spec);
    const squashing = hidden.filter((l) => isSquashing(spec.layers[l].activation));
    const withActivation = (name: ActivationName) => [
      ...activation(name, squashing),
      ...hidden.flatMap((l) => drawnWeights(spec, root, l, squashing.includes(l) ? name : undefined)),
    ];
    if (squashing.length === 0) {
      const edits = hidden.flatMap((l) => drawnWeights(spec, root, l));
      return [preferred("Draw larger weights for the hidden layers", ...edits)];
    }
    const isSigmoid = squashing.some((l) => spec.layers[l].activation === "sigmoid");
    return [
      preferred('Use "relu" with "heUniform" in the hidden layers', ...withActivation("relu")),
      ...(isSigmoid
        ? [possible('Use "tanh" with "xavierUniform" in the hidden layers', ...withActivation("tanh"))]
        : []),
    ];
  },
  explodingGradients: ({ finding, spec, root }) => {
    // Steps do not change that gradients grow from layer to layer; that they grow from step to step, they do.
    const growsInTime = finding.where.of === "spec";
    return growsInTime
      ? [clipping(preferred), lowering(spec, possible), smallerWeights(spec, root, possible)]
      : [smallerWeights(spec, root, preferred)];
  },
  saturatedUnits: ({ finding, spec, root }) => {
    const l = layerOf(finding);
    const drawing = ["Draw smaller weights", ...drawnWeights(spec, root, l)] as const;
    if (l === lastLayer(spec) && spec.layers[l].activation === "sigmoid") {
      return [
        preferred('Use the loss "binaryCrossEntropy"', { set: ["loss"], to: "binaryCrossEntropy" }),
        possible(...drawing),
      ];
    }
    const scaled = l === 0 ? scaling(spec, root) : [];
    const later = finding.since > 0 ? [lowering(spec, possible)] : [];
    // Large inputs saturate whatever the weights are drawn from.
    return scaled.length > 0 ? [...scaled, possible(...drawing), ...later] : [preferred(...drawing), ...later];
  },
  divergence: ({ spec }) => [lowering(spec, preferred), halving(spec)],
  overshoot: ({ spec }) => [lowering(spec, preferred), halving(spec)],
  nonFinite: ({ finding, spec, root }) =>
    // In the first step, it is where the run begins that makes numbers too large.
    finding.since <= 1
      ? [smallerWeights(spec, root, preferred), ...scaling(spec, root)]
      : [lowering(spec, preferred), clipping(possible), smallerWeights(spec, root, possible)],
};

/** A way to offer a fix. */
type Offer = typeof preferred;

function hiddenLayers({ layers }: Spec): number[] {
  return layers.slice(0, -1).map((_, l) => l);
}

function lastLayer({ layers }: Spec): number {
  return layers.length - 1;
}

/** The layer that a finding is about; the first for one about the whole spec. */
function layerOf({ where }: Finding): number {
  return where.of === "layer" || where.of === "unit" ? where.layer : 0;
}

function activation(name: ActivationName, layers: readonly number[]): SpecEdit[] {
  return layers.map((l) => ({ set: ["layers", l, "activation"], to: name }));
}

function isSquashing(name: ActivationName): boolean {
  return name === "sigmoid" || name === "tanh";
}

function isWithin({ data }: Spec, low: number, high: number): boolean {
  return data.targets.every((t) => t >= low && t <= high);
}

/** Outputs that reach every target. A loss that takes their logarithm cannot stay. */
function linearOutput(found: Found): Fix {
  return preferred(
    "Make the last layer linear",
    ...activation("linear", [lastLayer(found.spec)]),
    ...otherLoss(found, "mse"),
  );
}

/** Another loss where the spec names a cross-entropy; one that it leaves out follows the outputs by itself. */
function otherLoss({ root }: Found, loss: string): SpecEdit[] {
  const written: unknown = findNodeAtLocation(root, ["loss"])?.value;
  return written === "crossEntropy" || written === "binaryCrossEntropy" ? [{ set: ["loss"], to: loss }] : [];
}

/**
 * Has a layer's weights drawn as goes with its activation.
 * @param name the activation that it is to have; by default the one it has
 */
function drawnWeights({ layers }: Spec, root: Node, l: number, name = layers[l].activation): SpecEdit[] {
  const isWritten = findNodeAtLocation(root, ["layers", l, "weights"]) !== undefined;
  const init = isSquashing(name) ? "xavierUniform" : "heUniform";
  return [...(isWritten ? [{ remove: ["layers", l, "weights"] }] : []), { set: ["layers", l, "init"], to: init }];
}

/** All weights drawn so that numbers keep their size from layer to layer. */
function smallerWeights({ layers }: Spec, root: Node, offer: Offer): Fix {
  const edits = layers.flatMap((_, l): SpecEdit[] => [
    ...(findNodeAtLocation(root, ["layers", l, "weights"]) ? [{ remove: ["layers", l, "weights"] }] : []),
    { set: ["layers", l, "init"], to: "xavierUniform" },
  ]);
  return offer('Draw smaller weights, with "xavierUniform"', ...edits);
}

/** The longest gradient that a step follows at its full length. */
const clipNorm = 1;

function clipping(offer: Offer): Fix {
  return offer(`Limit the gradient with "clipNorm": ${clipNorm}`, { set: ["optimizer", "clipNorm"], to: clipNorm });
}

/** A tenth of the learning rate, as findings advise. */
function lowering({ optimizer }: Spec, offer: Offer): Fix {
  const rate = fraction(optimizer.learningRate, 10);
  return offer(`Lower the learning rate to ${rate}`, { set: ["optimizer", "learningRate"], to: rate });
}

/** Where steps are only just too long, half of their length is the better one. */
function halving({ optimizer }: Spec): Fix {
  const rate = fraction(optimizer.learningRate, 2);
  return possible(`Halve the learning rate, to ${rate}`, { set: ["optimizer", "learningRate"], to: rate });
}

/** A part of a number, without the digits that binary numbers leave: 0.3 / 10 is 0.03. */
function fraction(value: number, divisor: number): number {
  return Number((value / divisor).toPrecision(12));
}
