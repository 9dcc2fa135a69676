import type { Finding, FindingPlace } from "../findings/finding.ts";
import { allOf, layerText, sentence } from "../findings/finding-text.ts";
import { initialWeights, remedy, trying } from "../findings/remedy.ts";
import type { Spec } from "../spec.ts";
import { idleIn, idleUnits, samplesText } from "./idle-units.ts";
import type { Observation } from "./observation.ts";
import { hasLoss, isBlownUp, latest, type Sight, told } from "./sight.ts";

/** Relu units that are 0 on every sample: σ′ = 0, and nothing comes back to their weights. */
export function deadUnits(sight: Sight): Finding[] {
  const { spec, observations } = sight;
  const samples = samplesText(sight);
  for (let l = 0; l < spec.layers.length; l++) {
    if (spec.layers[l].activation !== "relu" || !isDeadLayer(spec, latest(observations), l)) continue;
    const holds = (at: Sight) => hasLoss(at) && !isBlownUp(at) && isDeadLayer(spec, latest(at.observations), l);
    const { units } = spec.layers[l];
    const numbers = { units, dead: units, share: 1 };
    const message = `${sentence(allOf(units, "unit"))} of ${layerText(spec, l)} ${units === 1 ? "is" : "are"} 0 on ${samples}: no gradient passes, and the output is always the same.`;
    const place: FindingPlace = units === 1 ? { of: "unit", layer: l, unit: 0 } : { of: "layer", layer: l, key: null };
    // Layers after it get nothing but zeros, and those before it get no gradient: that is all there is to say.
    return told(sight, holds, { kind: "deadUnits", message, ...waking(spec, l), where: place, numbers });
  }
  return spec.layers.flatMap(({ activation }, l) => {
    if (activation !== "relu") return [];
    return idleUnits(sight, l, 1, {
      kind: "deadUnits",
      one: `is 0 on ${samples}: no gradient passes through it, so it cannot learn.`,
      many: `are 0 on ${samples}: no gradient passes through them, so they cannot learn.`,
      ...waking(spec, l),
    });
  });
}

function waking(spec: Spec, l: number) {
  return trying(
    remedy("start from larger biases or smaller weights", ...initialWeights(spec, l)),
    remedy("lower the learning rate", "optimizer", "learningRate"),
    remedy("use leakyRelu, which always lets some gradient through", "layers", l, "activation"),
  );
}

export function isDeadLayer(spec: Spec, observation: Observation, l: number): boolean {
  return spec.layers[l].activation === "relu" && idleIn(spec, observation, l).every((share) => share === 1);
}
