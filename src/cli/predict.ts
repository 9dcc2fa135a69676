import { classNamed, classOf } from "../core/classification.ts";
import { breakdownText } from "../core/health/non-finite.ts";
import { createBatch, forward, outputLayer } from "../core/network.ts";
import { normalized } from "../core/normalization.ts";
import type { Numbers } from "../core/numbers.ts";
import type { Spec } from "../core/spec.ts";
import { epochOf, stepsInAll } from "../core/steps.ts";
import { createTrainer, type Trainer } from "../core/trainer.ts";
import { formatCounted } from "../format/number-format.ts";
import { chooseEngine } from "../kernels/choose-engine.ts";
import { CliError, countOption, onlyFile, parseArguments, type Verb } from "./arguments.ts";
import { jsonText } from "./json.ts";
import { printable } from "./printable.ts";
import { readRunnableSpec } from "./spec-file.ts";
import { emphasize } from "./style.ts";
import { table } from "./text.ts";
import { trainTo } from "./training.ts";

const options = {
  input: { type: "string", multiple: true },
  steps: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `unboxed predict FILE --input …`: what the trained network makes of new inputs. */
export const predict: Verb = {
  synopsis: "FILE --input NUMBERS … [--steps N] [--json]",
  summary: "Trains, and prints what the network then makes of inputs that you give.",
  help: `  --input 1,2  the inputs, in the spec's order and in the units of its data, with commas between them;
               may be given more than once. Negative ones: --input=-1,2
  --steps N    trains for N steps only; 0 leaves the network as it begins
  --json       prints { "step", "epoch", "predictions": [ … ] }, and for each of the inputs
                 { "inputs": { NAME: x, … }, "outputs": { TARGET: a, … }, "class" }

class is the class that the outputs name: the largest of several, or for a single output the second of the
two classes where it is at least 0.5. Where targets came from words it is that word, otherwise the target's
name, or "0" or "1" for a single output. It is null where the targets are not classes. What is no finite
number is "Infinity", "-Infinity" or "NaN".

Exit status: 0 all is well; 1 the spec has errors, or training failed; 2 the file cannot be read, or the
arguments make no sense.`,
  run,
};

/** What a network makes of one sample's inputs. */
interface Prediction {
  /** By name, in the units of the data. */
  readonly inputs: Readonly<Record<string, number>>;
  /** By the targets' names. */
  readonly outputs: Readonly<Record<string, number>>;
  readonly class: string | null;
}

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const steps = countOption("steps", values.steps, 0);
  const file = onlyFile(positionals);
  if (!values.input) throw new CliError("Say what to predict from, for example --input 1,2");
  const spec = await readRunnableSpec(file);
  const samples = values.input.map((text) => inputsOf(text, spec));

  const trainer = createTrainer(spec, chooseEngine);
  trainTo(trainer, Math.min(steps ?? stepsInAll(spec), stepsInAll(spec)));
  if (trainer.breakdown) throw new CliError(breakdownText(trainer), 1);

  const { step } = trainer;
  const predictions = samples.map((inputs) => predictionOf(inputs, trainer));
  console.log(
    values.json
      ? jsonText({ step, epoch: epochOf(spec, step), predictions })
      : [`after step ${step}, epoch ${epochOf(spec, step)}`, ...predictions.map(textOf)].join("\n"),
  );
  return 0;
}

/** `1,2` as numbers, one for each of the spec's inputs. */
function inputsOf(text: string, { inputs }: Spec): number[] {
  const cells = text.split(",").map((cell) => cell.trim());
  if (cells.length !== inputs.length) {
    throw new CliError(
      `--input ${text} has ${formatCounted(cells.length, "number")}; this spec takes ${inputs.length}: ${inputs.join(", ")}`,
    );
  }
  return cells.map((cell, i) => {
    const value = Number(cell);
    if (cell === "" || !Number.isFinite(value)) throw new CliError(`--input: ${inputs[i]} is "${cell}", not a number`);
    return value;
  });
}

function predictionOf(inputs: readonly number[], { spec, network, classifies }: Trainer): Prediction {
  const batch = createBatch(network, 1);
  batch.inputs.set(normalized(inputs, spec.data.normalization));
  forward(network, batch, 1);
  const outputs = batch.layers[batch.layers.length - 1].a;
  return {
    inputs: byName(spec.inputs, inputs),
    outputs: byName(spec.targets, outputs),
    class: classifies
      ? classNamed({ ...spec, classes: spec.data.classes }, classOf(outputs, 0, outputLayer(network).units))
      : null,
  };
}

function byName(names: readonly string[], values: readonly number[] | Numbers): Record<string, number> {
  return Object.fromEntries(names.map((name, i) => [name, values[i]]));
}

function textOf({ inputs, outputs, class: named }: Prediction): string {
  const given = Object.entries(inputs).map(([name, x]) => `${printable(name)} = ${x}`);
  return [
    `\n${given.join(", ")}`,
    table(Object.entries(outputs)),
    ...(named === null ? [] : [`  class: ${emphasize("bold", named)}`]),
  ].join("\n");
}
