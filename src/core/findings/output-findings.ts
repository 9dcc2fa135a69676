import { formatCounted, formatSignificant } from "../../format/number-format.ts";
import type { Numbers } from "../numbers.ts";
import type { Spec } from "../spec.ts";
import type { Finding, FindingKind, FindingPlace } from "./finding.ts";
import { layerText, sentence } from "./finding-text.ts";
import { type Remedy, remedy, trying } from "./remedy.ts";

/** Whether the targets are numbers that the outputs can be. */

/** Outputs that cannot be negative while some targets are. */
export function reluOutput(spec: Spec): Finding[] {
  const { activation } = outputOf(spec);
  if (activation !== "relu" && activation !== "softplus") return [];
  const smallest = least(spec.data.targets);
  const count = countWhere(spec.data.targets, (t) => t < 0);
  if (count === 0) return [];
  return [
    outOfReach(spec, "reluOutput", {
      message: `${activation}, which cannot be negative, but ${formatCounted(count, "target")} ${are(count)}, down to ${formatSignificant(smallest)}.`,
      ...trying(linearOutput(spec), remedy("shift the targets so that none is negative", "data")),
      numbers: { smallest, count },
    }),
  ];
}

/** Outputs between 0 and 1 while some targets are not. */
export function sigmoidOutput(spec: Spec): Finding[] {
  const { activation } = outputOf(spec);
  return activation === "sigmoid" || activation === "softmax" ? beyond(spec, "sigmoidOutput", 0, 1) : [];
}

/** Outputs between −1 and 1 while some targets are not. */
export function tanhOutput(spec: Spec): Finding[] {
  return outputOf(spec).activation === "tanh" ? beyond(spec, "tanhOutput", -1, 1) : [];
}

function beyond(spec: Spec, kind: FindingKind, low: number, high: number): Finding[] {
  const { targets } = spec.data;
  const count = countWhere(targets, (t) => t < low || t > high);
  if (count === 0) return [];
  const smallest = least(targets);
  const largest = -least(targets.map((t) => -t));
  const { activation } = outputOf(spec);
  const range = `${formatSignificant(low)} and ${formatSignificant(high)}`;
  return [
    outOfReach(spec, kind, {
      message: `${activation}, which stays between ${range}, but ${formatCounted(count, "target")} ${count === 1 ? "lies" : "lie"} outside: the targets go from ${formatSignificant(smallest)} to ${formatSignificant(largest)}.`,
      ...trying(
        linearOutput(spec),
        remedy(`scale the targets into ${formatSignificant(low)} … ${formatSignificant(high)}`, "data"),
      ),
      numbers: { smallest, largest, count },
    }),
  ];
}

/** Softmax of a single unit is e^z / e^z: always 1, whatever the weights are. */
export function softmaxSingle(spec: Spec): Finding[] {
  const { activation, units } = outputOf(spec);
  if (activation !== "softmax" || units !== 1) return [];
  return [
    {
      kind: "softmaxSingle",
      message: `Softmax shares 1 out among the units, and ${layerText(spec, spec.layers.length - 1)} has only one: its output is always 1.`,
      ...trying(
        remedy("use sigmoid for one output", ...lastLayer(spec), "activation"),
        remedy("one unit for each class", ...lastLayer(spec), "units"),
      ),
      where: outputPlace(spec),
      since: 0,
      numbers: { units },
    },
  ];
}

function outOfReach(
  spec: Spec,
  kind: FindingKind,
  { message, ...rest }: Pick<Finding, "message" | "advice" | "remedies" | "numbers">,
): Finding {
  const start = `the output of ${layerText(spec, spec.layers.length - 1)} is`;
  return { kind, message: sentence(`${start} ${message}`), where: outputPlace(spec), since: 0, ...rest };
}

function linearOutput(spec: Spec): Remedy {
  return remedy("make the last layer linear", ...lastLayer(spec), "activation");
}

function lastLayer({ layers }: Spec): Remedy["path"] {
  return ["layers", layers.length - 1];
}

function outputOf({ layers }: Spec): Spec["layers"][number] {
  return layers[layers.length - 1];
}

function outputPlace({ layers }: Spec): FindingPlace {
  return { of: "layer", layer: layers.length - 1, key: "activation" };
}

function least(values: Numbers): number {
  let least = Number.POSITIVE_INFINITY;
  for (const value of values) least = Math.min(least, value);
  return least;
}

function countWhere(values: Numbers, holds: (value: number) => boolean): number {
  let count = 0;
  for (const value of values) if (holds(value)) count++;
  return count;
}

function are(count: number): string {
  return count === 1 ? "is" : "are";
}
