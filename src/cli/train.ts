import { type Evaluation, evaluate } from "../core/evaluation.ts";
import type { Finding } from "../core/findings/finding.ts";
import { breakdownText } from "../core/health/non-finite.ts";
import { epochOf, stepsInAll, stepsPerEpoch } from "../core/steps.ts";
import { isDone, type Trainer } from "../core/trainer.ts";
import { advance, createTrainingRun, findingsOf } from "../core/training-run.ts";
import { chooseEngine } from "../kernels/choose-engine.ts";
import { CliError, countOption, onlyFile, parseArguments, type Verb } from "./arguments.ts";
import { findingsText } from "./findings.ts";
import { jsonText, parametersJson } from "./json.ts";
import { printable } from "./printable.ts";
import { readRunnableSpec } from "./spec-file.ts";
import { emphasize } from "./style.ts";
import { parametersText } from "./text.ts";
import { trainTo } from "./training.ts";

const options = {
  steps: { type: "string" },
  epochs: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `unboxed train FILE`: trains to the end, or as far as asked, and prints where it got. */
export const train: Verb = {
  synopsis: "FILE [--steps N | --epochs N] [--json]",
  summary: "Trains to the end of the spec's epochs, or for N steps or epochs.",
  help: `  --steps N    stops after N steps
  --epochs N   stops after N epochs
  --json       prints { "state", "engine", "step", "epoch", "stopped", "loss", "batchLoss", "testLoss", "accuracy",
                 "findings": [ … ], "layers": [{ "name", "activation", "weights": [[…]], "biases": […] }] }

state is "finished" at the end of the epochs or where a limit of "stopWhen" has ended the run; then stopped
names the limit: "loss", "testLoss", "accuracy" or "patience". It is "paused" before that, and "failed" where
a step could not be taken, since its loss or a gradient is not a finite number.
engine is what did the arithmetic: "plain", "generated" or "wasm"; in float64 all give the same bits.
loss is the mean over all training samples at the final parameters, testLoss that over the samples held out,
batchLoss that of the last step's batch before its update; accuracy is the share of samples put into the
right class, of those held out where there are any. What does not apply is null, and what is no finite
number is "Infinity", "-Infinity" or "NaN".
findings says what keeps the network from learning well:
  { "kind", "message", "advice", "remedies", "where", "since", "numbers" }; since is a step, 0 before training.

Exit status: 0 all is well; 1 the spec has errors, or training failed; 2 the file cannot be read, or the
arguments make no sense.`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const steps = countOption("steps", values.steps);
  const epochs = countOption("epochs", values.epochs);
  if (steps !== null && epochs !== null) throw new CliError("Give --steps or --epochs, not both");

  const spec = await readRunnableSpec(onlyFile(positionals));
  const training = createTrainingRun(spec, { createEngine: chooseEngine });
  const { trainer } = training;
  const wanted = steps ?? (epochs !== null ? epochs * stepsPerEpoch(spec) : stepsInAll(spec));
  trainTo(trainer, Math.min(wanted, stepsInAll(spec)), () => advance(training));

  const evaluation = evaluate(trainer);
  const report = reportOf(trainer, evaluation, findingsOf(training, evaluation));
  console.log(values.json ? jsonText(report) : textOf(report, trainer));
  if (trainer.breakdown) throw new CliError(breakdownText(trainer), 1);
  return 0;
}

function reportOf(trainer: Trainer, evaluation: Evaluation, findings: readonly Finding[]) {
  const { spec, engine, network, step, stopped, batchLoss, breakdown } = trainer;
  const { loss, testLoss, accuracy } = evaluation;
  return {
    state: breakdown ? "failed" : isDone(trainer) ? "finished" : "paused",
    engine: engine.name,
    step,
    epoch: epochOf(spec, step),
    stopped,
    loss,
    batchLoss: step === 0 ? null : batchLoss,
    testLoss,
    accuracy,
    findings,
    layers: network.layers.map(({ name, activation, parameters, fanIn }) => ({
      name,
      activation,
      ...parametersJson(parameters, fanIn),
    })),
  };
}

type Report = ReturnType<typeof reportOf>;

/** The report for people; what does not apply is left out. */
function textOf(report: Report, { network, split }: Trainer): string {
  const { state, step, epoch, stopped, loss, batchLoss, testLoss, accuracy, findings } = report;
  // Why a run failed is said as its error.
  const told = findings.filter(({ kind }) => kind !== "nonFinite");
  const measured = split.test.length > 0 ? "samples held out" : "training samples";
  return [
    emphasize("bold", `${state} at step ${step}, epoch ${epoch}`) + (stopped ? `, by stopWhen.${stopped}` : ""),
    `loss        ${loss}   (mean over all training samples, at these parameters)`,
    ...(batchLoss === null ? [] : [`batch loss  ${batchLoss}   (of the last step, before its update)`]),
    ...(testLoss === null ? [] : [`test loss   ${testLoss}   (mean over the samples held out)`]),
    ...(accuracy === null ? [] : [`accuracy    ${accuracy}   (of the ${measured})`]),
    ...(told.length === 0 ? [] : [findingsText(told)]),
    ...network.layers.map(
      ({ name, activation, parameters, fanIn }) =>
        `\n${printable(name)} (${activation})\n${parametersText(parameters, fanIn)}`,
    ),
  ].join("\n");
}
