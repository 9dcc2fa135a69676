import type { Spec } from "../../../src/core/spec.ts";
import { layerOf, type SpecParts, specOf } from "./specs.ts";

/** Two spirals of 200 points, and a network of two hidden layers for them. */
export function spiral(hidden: readonly number[] = [8, 8]): Spec {
  return specOf({
    layers: [...hidden.map((units, l) => layerOf(`Layer ${l + 1}`, units, "tanh")), layerOf("Layer 3", 1, "tanh")],
    learningRate: 0.03,
    batchSize: 10,
    rows: Array.from({ length: 200 }, (_, k) => {
      const [arm, radius] = [k % 2, 5 * ((k + 2) / 202)];
      const angle = 1.75 * (radius / 5) * 2 * Math.PI + arm * Math.PI;
      return { inputs: [radius * Math.sin(angle), radius * Math.cos(angle)], targets: [arm === 0 ? 1 : -1] };
    }),
  });
}

/** 48 pixels and ten digits, with softmax: one folded layer, and folded inputs. */
export function digitsLike(): Spec {
  return imagesOf(48, [32], 10, 60);
}

/** The classic network for handwritten digits. */
export function wideDigits(): Spec {
  return imagesOf(784, [128, 64], 10, 20);
}

/** Four inputs and two layers of 256 units. */
export function twoOf256(): Spec {
  return specOf({
    layers: [layerOf("Layer 1", 256, "relu"), layerOf("Layer 2", 256, "relu"), layerOf("Layer 3", 1, "linear")],
    rows: Array.from({ length: 10 }, (_, s) => ({
      inputs: [0, 1, 2, 3].map((i) => wave(s, i)),
      targets: [wave(s, 9)],
    })),
  });
}

function imagesOf(inputs: number, hidden: readonly number[], classes: number, samples: number): Spec {
  const names = Array.from({ length: classes }, (_, k) => String(k));
  const rows: SpecParts["rows"] = Array.from({ length: samples }, (_, s) => ({
    inputs: Array.from({ length: inputs }, (_, i) => Math.max(0, wave(s % classes, i))),
    targets: names.map((_, k) => (k === s % classes ? 1 : 0)),
  }));
  return specOf({
    inputs: Array.from({ length: inputs }, (_, i) => `p${i + 1}`),
    targets: names,
    layers: [
      ...hidden.map((units, l) => layerOf(`Hidden ${l + 1}`, units, "relu")),
      layerOf("Digit", classes, "softmax"),
    ],
    loss: "crossEntropy",
    learningRate: 0.1,
    batchSize: 4,
    classes: names,
    rows,
  });
}

/** A number between −1 and 1 that is always the same. */
function wave(seed: number, k: number): number {
  return Math.sin(12.9898 * (seed + 1) + 0.37 * k * (seed + 2));
}
