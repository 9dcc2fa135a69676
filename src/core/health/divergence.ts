import { formatSignificant } from "../../format/number-format.ts";
import type { Finding } from "../findings/finding.ts";
import { remedy, trying } from "../findings/remedy.ts";
import { growsInTime } from "./exploding-gradients.ts";
import { growsBackward } from "./gradient-growth.ts";
import { overshoots } from "./overshoot.ts";
import { isBlownUp, latest, type Sight, told } from "./sight.ts";

/** A loss that is far above where it began, and still rises. */
export function divergence(sight: Sight): Finding[] {
  const { spec, observations } = sight;
  const { loss } = latest(observations);
  const { loss: initialLoss } = observations[0];
  return told(sight, diverges, {
    kind: "divergence",
    message: `The loss has risen from ${formatSignificant(initialLoss)} before the first step to ${formatSignificant(loss)}, and it still rises.`,
    ...trying(
      remedy(
        `lower the learning rate, which is ${formatSignificant(spec.optimizer.learningRate)}`,
        "optimizer",
        "learningRate",
      ),
    ),
    where: { of: "spec", key: "optimizer" },
    numbers: { initialLoss, loss },
  });
}

function diverges(sight: Sight): boolean {
  const { observations } = sight;
  if (observations.length < 3) return false;
  const [before, then, now] = observations.slice(-3).map(({ loss }) => loss);
  if (!isBlownUp(sight) || then < before || now < then) return false;
  return !overshoots(sight) && !growsBackward(sight) && !growsInTime(sight);
}
