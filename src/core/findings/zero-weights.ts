import { activations } from "../activation.ts";
import type { Spec } from "../spec.ts";
import type { Finding } from "./finding.ts";
import { layerText, listed, sentence } from "./finding-text.ts";
import { hasZeroWeights, knownBiases } from "./known-parameters.ts";
import { initialWeights, remedy, trying } from "./remedy.ts";

/**
 * Layers whose weights are all zero and stay so. A single layer of zeros is no trouble: its gradients are δ·a, and
 * neither is zero. In a deeper network they may be: an activation that is 0 at 0 gives a = 0 to the layer after, and
 * zero weights there give δ = 0 to the layer before, so that each waits for the other.
 */
export function zeroWeights(spec: Spec): Finding[] {
  const { layers } = spec;
  if (layers.length < 2) return [];
  const stuck = stuckLayers(spec);
  if (stuck.length === 0) return [];
  const [first] = stuck;
  const names = listed(stuck.map((l) => layerText(spec, l)));
  return [
    {
      kind: "zeroWeights",
      message: sentence(
        `all weights of ${names} are zero and stay zero in training, so the output is the same for every input.`,
      ),
      ...trying(
        remedy(
          'let the weights be drawn at random: leave out "weights" and "init", or use "xavierUniform"',
          ...initialWeights(spec, first),
        ),
      ),
      where: { of: "layer", layer: first, key: layers[first].weights ? "weights" : "init" },
      since: 0,
      numbers: { layers: stuck.length },
    },
  ];
}

/** Layers of zero weights that no step changes, found by letting those go, one after the other, that one does change. */
function stuckLayers({ layers }: Spec): number[] {
  const zero = layers.map(hasZeroWeights);
  const awake = layers.map(() => false);
  if (!zero.includes(true)) return [];
  for (let changed = true; changed; ) {
    changed = false;
    const { passesOn, passesBack } = flows(layers, zero, awake);
    // δₗ is zero unless every later layer lets some of it through and layer l itself does.
    let δ = true;
    for (let l = layers.length - 1; l >= 0; l--) {
      δ &&= passesBack[l];
      if (δ && layers[l].trainable.biases && layers[l].biases !== false && !awake[l]) {
        awake[l] = true;
        changed = true;
      }
      const receives = l === 0 || passesOn[l - 1];
      if (zero[l] && δ && receives && layers[l].trainable.weights) {
        zero[l] = false;
        changed = true;
      }
      δ &&= !zero[l];
    }
  }
  return zero.flatMap((isZero, l) => (isZero ? [l] : []));
}

/** For each layer whether any of its activations, and any of its σ′, is other than zero. */
function flows(layers: Spec["layers"], zero: readonly boolean[], awake: readonly boolean[]) {
  const passesOn: boolean[] = [];
  const passesBack: boolean[] = [];
  layers.forEach((layer, l) => {
    const { activation, units } = layer;
    const isSilent = zero[l] || (l > 0 && !passesOn[l - 1]);
    const biases = knownBiases(layer);
    if (!isSilent || biases === null || awake[l] || activation === "softmax") {
      passesOn.push(true);
      passesBack.push(true);
      return;
    }
    // Nothing comes in, so z is the bias.
    const { value, derivative } = activations[activation];
    const z = Array.from({ length: units }, (_, j) => biases(j));
    passesOn.push(z.some((z) => value(z) !== 0));
    passesBack.push(z.some((z) => derivative(z, value(z)) !== 0));
  });
  return { passesOn, passesBack };
}
