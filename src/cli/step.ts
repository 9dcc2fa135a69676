import { explainParameter } from "../core/explanation/explanation.ts";
import { breakdownText } from "../core/health/non-finite.ts";
import type { Spec } from "../core/spec.ts";
import { stepsInAll } from "../core/steps.ts";
import { createTrainer } from "../core/trainer.ts";
import { type WorkedStep, workStep } from "../core/worked-step.ts";
import { chooseEngine } from "../kernels/choose-engine.ts";
import { CliError, countOption, onlyFile, parseArguments, type Verb } from "./arguments.ts";
import { explanationJson, explanationText } from "./explanation.ts";
import { jsonText, workedStepJson } from "./json.ts";
import { parameterPlace } from "./parameter-place.ts";
import { readRunnableSpec } from "./spec-file.ts";
import { workedStepText } from "./text.ts";
import { trainTo } from "./training.ts";

const options = {
  at: { type: "string" },
  sample: { type: "string" },
  parameter: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `unboxed step FILE`: one step written out in full, or how one parameter comes to its gradient and its update. */
export const step: Verb = {
  synopsis: "FILE [--at N] [--sample K] [--parameter PATH] [--json]",
  summary: "Shows a step written out in full, or the gradient of one parameter factor by factor.",
  help: `  --at N             the step, counted from 1 (1 unless given); those before it are taken first
  --sample K         only the K-th sample of the step's batch, counted from 1 (all of them unless given; with
                     --parameter the first)
  --parameter PATH   why the gradient of one weight or bias is what it is, for example
                     layers.0.weights[0][0] or layers.2.biases[1]; layers, units and inputs count from 0
  --json             prints
    { "step", "epoch", "learningRate", "gradientScale", "loss", "penalty", "batchSize",
      "samples": [{ "index", "inputs", "targets", "loss", "layers": [{ "name", "z", "a", "aByZ", … }] }],
      "layers": [{ "name", "activation", "before", "gradients", "after" }] }
  or with --parameter
    { "parameter", "symbol", "step", "sample", "value", "gradient", "batchGradient", "regularization",
      "factors": [{ "symbol", "value" }], "deltas": [ … ], "paths": [{ "units", "product" }], "pathsTotal",
      "share", "update": { "rule", "before", "after" }, "updateTerms": { "gradient", "learningRate",
      "gradientScale", "hyperparameters", "corrections", "moments": [{ "name", "before", "after" }] } }

index and sample are the sample's row in the data, from 0. aByZ is σ′(z), lossByA is ∂l/∂a, and lossByZ is
δ = ∂l/∂z. loss includes penalty, which is what regularization adds; gradientScale is what clipping
multiplied the gradients by, 1 if it did not. The gradients of layers are means over the batch, with what
regularization adds, before clipping; before and after are the parameters around the update.
gradient is that of the sample alone, and the product of factors; batchGradient is the mean over the batch.
deltas opens the δ that the factors begin with, where several paths lead to the parameter. Each of paths
names a unit in every layer, from the last back to the parameter's own; only the largest are listed where
there are more than 10,000, and share is what they explain of the gradient, null where that is 0. rule is null
for a parameter that the spec does not train; updateTerms is what the rule's symbols stand for. What is no finite
number is "Infinity", "-Infinity" or "NaN".

Exit status: 0 all is well; 1 the spec has errors, or a step on the way could not be taken; 2 the file cannot
be read, or the arguments make no sense.`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const at = countOption("at", values.at) ?? 1;
  const sample = countOption("sample", values.sample);
  const spec = await readRunnableSpec(onlyFile(positionals));
  if (values.parameter === undefined) {
    const worked = workedStepAt(spec, at, sample);
    console.log(values.json ? jsonText(workedStepJson(worked, spec)) : workedStepText(worked, spec));
    return 0;
  }
  const parameter = parameterPlace(values.parameter, spec);
  const worked = workedStepAt(spec, at, sample ?? 1);
  const [shown] = worked.samples;
  const explanation = explainParameter(worked, shown, parameter, spec);
  console.log(
    values.json ? jsonText(explanationJson(explanation, shown, worked)) : explanationText(explanation, shown, worked),
  );
  return 0;
}

/**
 * Trains up to a step and writes it out.
 * @param sample the place of the only sample to write out, counted from 1; null for all of the batch
 */
function workedStepAt(spec: Spec, at: number, sample: number | null): WorkedStep {
  if (at > stepsInAll(spec)) {
    throw new CliError(`There is no step ${at}: this spec's training has ${stepsInAll(spec)} steps`);
  }
  const trainer = createTrainer(spec, chooseEngine);
  trainTo(trainer, at - 1);
  const worked =
    trainer.step === at - 1
      ? workStep(trainer, { isSampleWanted: (place) => sample === null || place === sample - 1, moments: true })
      : null;
  if (trainer.breakdown) throw new CliError(breakdownText(trainer), 1);
  if (!worked) {
    throw new CliError(`There is no step ${at}: stopWhen.${trainer.stopped} ends the run after step ${trainer.step}`);
  }
  if (worked.samples.length === 0) {
    throw new CliError(`There is no sample ${sample}: the batch of step ${at} has samples 1 to ${worked.batchSize}`);
  }
  return worked;
}
