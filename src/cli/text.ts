import type { Parameters } from "../core/parameters.ts";
import { fanInOf, type Spec } from "../core/spec.ts";
import type { WorkedSample, WorkedStep } from "../core/worked-step.ts";
import { formatCounted } from "../format/number-format.ts";
import { printable } from "./printable.ts";

/** Numbers stand with full precision, in columns. */

/** Lines of cells as text: the first column to the left, the others to the right. */
export function table(rows: readonly (readonly (string | number)[])[]): string {
  const texts = rows.map((row) => row.map((cell) => printable(String(cell))));
  const widths = texts[0].map((_, column) => Math.max(...texts.map((row) => row[column].length)));
  const aligned = (cell: string, column: number) =>
    column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]);
  return texts.map((row) => `  ${row.map(aligned).join("  ")}`).join("\n");
}

/** Every weight and bias of a layer: a row each, with any number of values beside its symbol. */
function parameterRows(columns: readonly Parameters[], fanIn: number): (string | number)[][] {
  const [{ weights, biases }] = columns;
  const weightRows = Array.from(weights, (_, k) => [
    `w[${Math.floor(k / fanIn)}][${k % fanIn}]`,
    ...columns.map((column) => column.weights[k]),
  ]);
  const biasRows = Array.from(biases, (_, j) => [`b[${j}]`, ...columns.map((column) => column.biases[j])]);
  return [...weightRows, ...biasRows];
}

/** The parameters of one layer. */
export function parametersText(parameters: Parameters, fanIn: number): string {
  return table(parameterRows([parameters], fanIn));
}

/** A worked step: every sample's way forward and back, then every parameter before and after. */
export function workedStepText(worked: WorkedStep, spec: Spec): string {
  const { samples, layers } = worked;
  return [
    headText(worked),
    ...samples.map((sample) => sampleText(sample, spec)),
    ...layers.map(({ name, activation, before, gradients, after }, l) =>
      [
        `\n${printable(name)} (${activation})`,
        table([["", "before", "∂l/∂·", "after"], ...parameterRows([before, gradients, after], fanInOf(spec, l))]),
      ].join("\n"),
    ),
  ].join("\n");
}

/** Which step it is, its loss, and what else there is to its update. */
export function headText({ step, epoch, learningRate, gradientScale, loss, penalty, batchSize }: WorkedStep): string {
  return [
    `Step ${step}, epoch ${epoch}`,
    `loss ${loss}   learning rate ${learningRate}   batch of ${formatCounted(batchSize, "sample")}`,
    ...(penalty === 0 ? [] : [`regularization adds ${penalty} to the loss`]),
    ...(gradientScale === 1 ? [] : [`clipping multiplies the gradients by ${gradientScale} before the update`]),
  ].join("\n");
}

/** Which sample it is: both its place in the batch and its row in the data count from 1. */
export function samplePlace({ place, index }: WorkedSample): string {
  const row = `row ${index + 1} of the data`;
  return place === null ? row : `${place + 1} of the batch (${row})`;
}

function sampleText(sample: WorkedSample, spec: Spec): string {
  const { inputs, targets, loss, layers } = sample;
  const named = (names: readonly string[], values: ArrayLike<number>) => names.map((name, i) => [name, values[i]]);
  return [
    `\nSample ${samplePlace(sample)}: loss ${loss}`,
    table([...named(spec.inputs, inputs), ...named(spec.targets, targets)]),
    ...layers.map(({ z, a, aByZ, lossByA, lossByZ }, l) =>
      [
        `  ${printable(spec.layers[l].name)} (${spec.layers[l].activation})`,
        table([
          ["  unit", "z", "a", "σ′(z)", "∂l/∂a", "∂l/∂z"],
          ...Array.from(z, (_, j) => [`  ${j + 1}`, z[j], a[j], aByZ[j], lossByA[j], lossByZ[j]]),
        ]),
      ].join("\n"),
    ),
  ].join("\n");
}
