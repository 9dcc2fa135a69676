import type { RowOrder } from "../../src/core/inspection/rows.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { dataStrings } from "./strings.ts";

/** A column of the table of rows. */
export interface Column {
  /** A word for it that no other has. */
  readonly key: string;
  readonly name: string;
  /** In full, where the name is short. */
  readonly title: string;
  /** By what a click on its head sorts; null for a column that says there are more. */
  readonly order: RowOrder | null;
  readonly cell: CellKind;
}

/** What stands in a column: of inputs, targets and outputs the place of one. */
export type CellKind =
  | { readonly of: "row" | "set" | "targetClass" | "predictedClass" | "loss" | "more" }
  | { readonly of: "input" | "target" | "output"; readonly index: number };

/** More columns of a kind than the first number are folded to the second, so that the loss stays in sight. */
const mostInputs = 6;
const inputsWhenFolded = 4;
const mostTargets = 4;
const targetsWhenFolded = 3;

/** How many inputs have a column. */
export function shownInputs({ inputs }: Outline): number {
  return inputs.length > mostInputs ? inputsWhenFolded : inputs.length;
}

/** The columns for a network's data. */
export function columnsOf(outline: Outline): readonly Column[] {
  const { inputs, targets, classifies, samples, trainingSamples } = outline;
  const shown = shownInputs(outline);
  const columns: Column[] = [
    { key: "row", name: dataStrings.row, title: dataStrings.row, order: { by: "row" }, cell: { of: "row" } },
  ];
  if (samples > trainingSamples) {
    columns.push({ key: "set", name: dataStrings.set, title: dataStrings.set, order: null, cell: { of: "set" } });
  }
  for (let input = 0; input < shown; input++) {
    const name = inputs[input];
    const cell = { of: "input", index: input } as const;
    columns.push({ key: `input ${input}`, name, title: name, order: { by: "input", input }, cell });
  }
  if (inputs.length > shown) columns.push(moreOf(inputs.length - shown, "input"));
  if (classifies) {
    columns.push(
      classColumn("target", dataStrings.target, { of: "targetClass" }),
      classColumn("output", dataStrings.prediction, { of: "predictedClass" }),
    );
  } else {
    columns.push(...numberColumns("target", targets), ...numberColumns("output", targets));
  }
  const name = dataStrings.loss;
  columns.push({ key: "loss", name, title: name, order: { by: "loss" }, cell: { of: "loss" } });
  return columns;
}

function classColumn(by: "target" | "output", name: string, cell: CellKind): Column {
  return { key: `${by} 0`, name, title: name, order: { by, unit: 0 }, cell };
}

/** A column for each target or output, or for the first ones. */
function numberColumns(by: "target" | "output", targets: readonly string[]): Column[] {
  const shown = targets.length > mostTargets ? targetsWhenFolded : targets.length;
  const isSingle = targets.length === 1;
  const columns = targets.slice(0, shown).map((target, unit): Column => {
    const title = by === "target" ? target : dataStrings.predictedOf(target);
    const name = isSingle ? dataStrings[by === "target" ? "target" : "prediction"] : title;
    return { key: `${by} ${unit}`, name, title, order: { by, unit }, cell: { of: by, index: unit } };
  });
  return targets.length > shown ? [...columns, moreOf(targets.length - shown, by)] : columns;
}

function moreOf(count: number, noun: string): Column {
  const title = dataStrings.moreTitle(count, noun);
  return { key: `more ${noun}`, name: dataStrings.more(count), title, order: null, cell: { of: "more" } };
}
