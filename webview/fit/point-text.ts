import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { formatNumber } from "../numbers.ts";
import { fitStrings } from "./strings.ts";

/** Room for each number of a sentence. */
const room = 8;

/** A number in a sentence. */
export function numberText(value: number): string {
  return formatNumber(value, room);
}

/** A point in words: its sample, inputs, target and prediction. */
export function pointText(points: FitPoints, { inputs, targets, layers }: Outline, k: number): string {
  const outputs = layers[layers.length - 1].units;
  const part = points.isTest[k] === 1 ? `, ${fitStrings.heldOut}` : "";
  const named = (names: readonly string[], values: Float64Array) =>
    names.map((name, i) => `${name} ${numberText(values[k * names.length + i])}`);
  const where = points.inputs.length > 0 ? [named(inputs, points.inputs).join(", ")] : [];
  const answers =
    outputs === 1
      ? [`target ${numberText(points.targets[k])}`, `prediction ${numberText(points.outputs[k])}`]
      : [
          `targets ${named(targets, points.targets).join(", ")}`,
          `predictions ${named(targets, points.outputs).join(", ")}`,
        ];
  const loss = `loss ${numberText(points.losses[k])}`;
  return [`${upperFirst(fitStrings.sampleShown(points.rows[k]))}${part}`, ...where, ...answers, loss].join(" · ");
}

/** The names of the groups of points: of the classes, or of the only two values of a target. */
export function groupNames(points: FitPoints, { classes, targets, classifies, layers }: Outline): readonly string[] {
  if (!points.groups) return [];
  if (classes) return classes;
  if (classifies && layers[layers.length - 1].units > 1) return targets;
  const valueText = (group: number) => {
    const k = points.groups?.indexOf(group) ?? -1;
    return k < 0 ? String(group) : signedText(points.targets[k], points.targets);
  };
  return [0, 1].map((group) => fitStrings.target(valueText(group)));
}

/** With a plus where the other value has a minus. */
function signedText(value: number, all: Float64Array): string {
  const text = numberText(value);
  return value > 0 && all.some((other) => other < 0) ? `+${text}` : text;
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
