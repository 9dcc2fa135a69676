import { formatSignificant } from "../../format/number-format.ts";
import type { Finding } from "../findings/finding.ts";
import { layerText } from "../findings/finding-text.ts";
import { initialWeights, remedy, trying } from "../findings/remedy.ts";
import type { Spec } from "../spec.ts";
import { isDeadLayer } from "./dead-units.ts";
import { deltaRatio, firstTrainable } from "./delta-ratio.ts";
import { idleIn, unitsWhere } from "./idle-units.ts";
import type { Observation } from "./observation.ts";
import { isSigmoidal, saturatedShare } from "./saturated-units.ts";
import { isYetToLearn, latest, type Sight, told } from "./sight.ts";

/** δ of the first layer below this share of the last one's: its weights stand still while the last ones learn. */
const vanished = 1e-3;

/** Gradients that get lost on the way back, since each layer multiplies δ by σ′ and by its weights. */
export function vanishingGradients(sight: Sight): Finding[] {
  const { spec, observations } = sight;
  // With a single hidden layer there is no way back on which they could get lost.
  if (spec.layers.length < 3) return [];
  const { first, last, ratio } = deltaRatio(spec, latest(observations));
  const holds = (at: Sight) => {
    const observation = latest(at.observations);
    const { first, ratio } = deltaRatio(spec, observation);
    return first > 0 && ratio < vanished && isYetToLearn(at) && !isBlocked(spec, observation);
  };
  return told(sight, holds, {
    kind: "vanishingGradients",
    message: `δ shrinks on its way back to ${formatSignificant(ratio)} of what it was: ${formatSignificant(last)} in the last layer, ${formatSignificant(first)} in ${layerText(spec, firstTrainable(spec))}, which hardly learns.`,
    ...trying(
      remedy(otherActivation(spec), "layers", firstTrainable(spec), "activation"),
      remedy("fewer layers", "layers"),
      remedy(
        "larger initial weights, such as heUniform or xavierUniform",
        ...initialWeights(spec, firstTrainable(spec)),
      ),
    ),
    where: { of: "layer", layer: firstTrainable(spec), key: "activation" },
    numbers: { first, last, ratio },
  });
}

/** What to put in place of the hidden layers' activation. */
function otherActivation({ layers }: Spec): string {
  const hidden = new Set(layers.slice(0, -1).map(({ activation }) => activation));
  if (hidden.has("sigmoid")) return "use relu or tanh instead of sigmoid in the hidden layers";
  return hidden.has("tanh") ? "use relu instead of tanh in the hidden layers" : "use another activation";
}

/** Whether some layer by itself lets nothing back: all its units dead, or at least half of them saturated. */
function isBlocked(spec: Spec, observation: Observation): boolean {
  return spec.layers.some(({ activation, units }, l) => {
    if (isDeadLayer(spec, observation, l)) return true;
    if (l === spec.layers.length - 1 || !isSigmoidal(activation)) return false;
    return unitsWhere(idleIn(spec, observation, l), (share) => share >= saturatedShare).length >= units / 2;
  });
}
