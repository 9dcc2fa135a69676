import { evaluate } from "../../src/core/evaluation.ts";
import type { Finding } from "../../src/core/findings/finding.ts";
import { staticFindings } from "../../src/core/findings/static-findings.ts";
import { afterStep, beforeStep, createHealth, finishObserving, healthFindings } from "../../src/core/health/health.ts";
import type { Spec } from "../../src/core/spec.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "../../src/core/trainer.ts";

/** A run at its end, and what was found in it. */
export interface Trained {
  readonly trainer: Trainer;
  /** What is found at the end, from the spec and from the run. */
  readonly findings: readonly Finding[];
  /** The kinds that were found at any time. */
  readonly ever: ReadonlySet<string>;
}

/**
 * Trains to the end, or to where no step can be taken.
 * @param every after how many steps to look for findings: also on the way, since a view shows them while a run goes on
 */
export function trained(spec: Spec, every = 1): Trained {
  const trainer = createTrainer(spec);
  const health = createHealth(trainer);
  const found = () => [...staticFindings(spec), ...healthFindings(health, trainer, evaluate(trainer))];
  const ever = new Set<string>();
  while (!isDone(trainer)) {
    finishObserving(health, trainer);
    beforeStep(health, trainer);
    if (!takeStep(trainer)) break;
    afterStep(health, trainer);
    if (trainer.step % every !== 1 % every) continue;
    for (const { kind } of found()) ever.add(kind);
  }
  const findings = found();
  for (const { kind } of findings) ever.add(kind);
  return { trainer, findings, ever };
}
