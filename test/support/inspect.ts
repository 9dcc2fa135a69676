import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Spec } from "../../src/core/spec.ts";
import { advance, createTrainingRun, type TrainingRun } from "../../src/core/training-run.ts";
import { loadSpec } from "../../src/spec/load.ts";
import { exampleFiles } from "./data-access.ts";

/** What an inspection comes to, driven to its end. */
export function answerOf<Answer>(inspection: Generator<void, Answer>): Answer {
  for (;;) {
    const next = inspection.next();
    if (next.done) return next.value;
  }
}

/** A run of a spec after some steps. */
export function runAfter(spec: Spec, steps: number): TrainingRun {
  const run = createTrainingRun(spec);
  for (let k = 0; k < steps && advance(run); k++);
  return run;
}

/** One of the examples. */
export async function exampleSpec(name: string): Promise<Spec> {
  const text = readFileSync(join("examples", `${name}.nn.json`), "utf8");
  const { spec, diagnostics } = await loadSpec(text, name, exampleFiles);
  if (!spec) throw new Error(diagnostics[0].message);
  return spec;
}
