import { createTrainer, stepsInAll, takeStep } from "../core/trainer.ts";
import { workStep } from "../core/worked-step.ts";
import { CliError, countOption, onlyFile, parseArguments } from "./arguments.ts";
import { workedStepJson } from "./json.ts";
import { readRunnableSpec } from "./spec-file.ts";
import { workedStepText } from "./text.ts";

const options = { at: { type: "string" }, json: { type: "boolean" } } as const;

/** `unboxed step FILE [--at N]`: step N written out in full. */
export async function step(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  const wanted = countOption("at", values.at) ?? 1;
  const spec = await readRunnableSpec(onlyFile(positionals));
  if (wanted > stepsInAll(spec)) {
    throw new CliError(`There is no step ${wanted}: this spec's training has ${stepsInAll(spec)} steps`);
  }
  const trainer = createTrainer(spec);
  while (trainer.step < wanted - 1 && takeStep(trainer));
  const worked = trainer.step === wanted - 1 ? workStep(trainer) : null;
  if (!worked) {
    throw new CliError(
      `Step ${wanted} cannot be reached: the loss of step ${trainer.step + 1} is not a finite number`,
      1,
    );
  }
  console.log(values.json ? JSON.stringify(workedStepJson(worked)) : workedStepText(worked, spec));
  return 0;
}
