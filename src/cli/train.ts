import { SingleBar } from "cli-progress";
import {
  createTrainer,
  epochOf,
  meanLoss,
  stepsInAll,
  stepsPerEpoch,
  type Trainer,
  takeStep,
} from "../core/trainer.ts";
import { CliError, countOption, onlyFile, parseArguments } from "./arguments.ts";
import { parametersJson } from "./json.ts";
import { readRunnableSpec } from "./spec-file.ts";
import { parametersText } from "./text.ts";

const options = {
  steps: { type: "string" },
  epochs: { type: "string" },
  json: { type: "boolean" },
} as const;

/** `unboxed train FILE`: trains to the end, or as far as asked, and prints where it got. */
export async function train(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const steps = countOption("steps", values.steps);
  const epochs = countOption("epochs", values.epochs);
  if (steps !== null && epochs !== null) throw new CliError("Give --steps or --epochs, not both");

  const spec = await readRunnableSpec(onlyFile(positionals));
  const trainer = createTrainer(spec);
  const wanted = steps ?? (epochs !== null ? epochs * stepsPerEpoch(spec) : stepsInAll(spec));
  trainTo(trainer, Math.min(wanted, stepsInAll(spec)));

  const report = reportOf(trainer);
  console.log(values.json ? JSON.stringify(report) : textOf(report, trainer));
  if (report.state !== "failed") return 0;
  throw new CliError(
    `The loss of step ${trainer.step + 1} is not a finite number, so training stopped after step ${trainer.step}. ` +
      `The learning rate ${spec.optimizer.learningRate} is probably too large; try a smaller one`,
    1,
  );
}

/** Trains up to step `last`, with a progress bar on a terminal. */
function trainTo(trainer: Trainer, last: number): void {
  const bar = new SingleBar({
    format: "{bar} {percentage} % | step {value} of {total} | loss {loss}",
    stream: process.stderr,
    barsize: 30,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    hideCursor: true,
    clearOnComplete: true,
  });
  const lossText = () => ({ loss: trainer.batchLoss.toPrecision(4) });
  bar.start(last, 0, { loss: "–" });
  // The bar repaints by a timer, which cannot run while this loop does: it is told, ten times a second.
  let nextUpdate = performance.now() + 100;
  while (trainer.step < last && takeStep(trainer)) {
    if (performance.now() < nextUpdate) continue;
    bar.update(trainer.step, lossText());
    bar.render();
    nextUpdate = performance.now() + 100;
  }
  bar.stop();
}

function reportOf(trainer: Trainer) {
  const { spec, network, step, batchLoss, brokenLoss } = trainer;
  const state = brokenLoss !== null ? "failed" : step >= stepsInAll(spec) ? "finished" : "paused";
  return {
    state,
    step,
    epoch: epochOf(spec, step),
    loss: meanLoss(trainer),
    batchLoss,
    testLoss: null,
    accuracy: null,
    layers: network.layers.map(({ name, activation, parameters }) => ({
      name,
      activation,
      ...parametersJson(parameters),
    })),
  };
}

function textOf({ state, step, epoch, loss, batchLoss }: ReturnType<typeof reportOf>, { network }: Trainer): string {
  return [
    `${state} at step ${step}, epoch ${epoch}`,
    `loss        ${loss}   (mean over all samples, at these parameters)`,
    `batch loss  ${batchLoss}   (of the last step, before its update)`,
    ...network.layers.map(
      ({ name, activation, parameters }) => `\n${name} (${activation})\n${parametersText(parameters)}`,
    ),
  ].join("\n");
}
