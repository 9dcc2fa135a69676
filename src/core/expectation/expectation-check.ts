import type { CreateEngine } from "../engine.ts";
import { evaluate } from "../evaluation.ts";
import { breakdownText } from "../health/non-finite.ts";
import { createHistory, goBefore, record } from "../history.ts";
import { indexOf, type QuantityPath } from "../quantity-path.ts";
import type { Spec } from "../spec.ts";
import { stepsInAll, stepsPerEpoch } from "../steps.ts";
import { createTrainer, isDone, type Trainer, takeStep } from "../trainer.ts";
import { type WorkedStep, workStep } from "../worked-step.ts";
import type { Condition, Expectation, ExpectationTime } from "./expectation.ts";

/** What became of an expectation. */
export interface ExpectationResult {
  readonly expectation: Expectation;
  readonly holds: boolean;
  /** The number that was found; null where the run ended before it could be looked at. */
  readonly actual: number | null;
  /** The step after which it was looked at, or after which the run ended before that. */
  readonly step: number;
  /** Why the run could not go on, where it broke down before it could be looked at. */
  readonly breakdown: string | null;
}

/** A run that is made in order to look at what a spec expects of it. */
export interface ExpectationCheck {
  /** Takes up to `steps` more steps. Returns whether everything has been looked at. */
  readonly advance: (steps: number) => boolean;
  /** The steps taken so far, and those needed at most. */
  readonly progress: () => { readonly step: number; readonly steps: number };
  /** One for each expectation, in their order; to be asked for when everything has been looked at. */
  readonly results: () => ExpectationResult[];
}

/** Prepares a run of `spec` from its beginning as far as its expectations reach. */
export function createExpectationCheck(spec: Spec, createEngine?: CreateEngine): ExpectationCheck {
  const trainer = createTrainer(spec, createEngine);
  const history = createHistory(trainer);
  const steps = spec.expect.map(({ after }) => stepOf(after, spec));
  const furthest = Math.max(0, ...steps);
  const results = new Map<Expectation, ExpectationResult>();

  /** Looks at what is expected after the step just taken, or after none. */
  function look(worked: WorkedStep | null): void {
    spec.expect.forEach((expectation, k) => {
      if (steps[k] === trainer.step && !results.has(expectation))
        results.set(expectation, resultOf(expectation, worked));
    });
  }

  function resultOf(expectation: Expectation, worked: WorkedStep | null): ExpectationResult {
    const actual = quantityOf(expectation, trainer, worked);
    return {
      expectation,
      actual,
      holds: actual !== null && meets(actual, expectation.condition),
      step: trainer.step,
      breakdown: null,
    };
  }

  /** The run goes no further: what was expected of its end is looked at here, and the rest cannot be. */
  function end(): void {
    const { step } = trainer;
    const breakdown = trainer.breakdown && breakdownText(trainer);
    let worked: WorkedStep | null = null;
    if (step > 0 && spec.expect.some(({ after }) => after === "end")) {
      goBefore(history, trainer, step);
      while (trainer.step < step - 1) takeStep(trainer);
      worked = workStep(trainer, firstSample);
    }
    for (const expectation of spec.expect) {
      if (results.has(expectation)) continue;
      const isHere = expectation.after === "end";
      results.set(
        expectation,
        isHere ? resultOf(expectation, worked) : { expectation, actual: null, holds: false, step, breakdown },
      );
    }
  }

  look(null);
  return {
    advance: (count) => {
      for (let taken = 0; taken < count && results.size < spec.expect.length; taken++) {
        const worked = steps.includes(trainer.step + 1) ? workStep(trainer, firstSample) : null;
        if (worked || takeStep(trainer)) {
          record(history, trainer);
          look(worked);
        } else {
          end();
        }
        if (isDone(trainer)) end();
      }
      return results.size === spec.expect.length;
    },
    progress: () => ({ step: trainer.step, steps: furthest }),
    results: () => spec.expect.flatMap((expectation) => results.get(expectation) ?? []),
  };
}

const firstSample = { isSampleWanted: (place: number) => place === 0 };

/** The step after which to look, unless the run ends before. */
function stepOf(after: ExpectationTime, spec: Spec): number {
  if (after === "end") return stepsInAll(spec);
  return "steps" in after ? after.steps : after.epochs * stepsPerEpoch(spec);
}

/** The number that an expectation is about; null where there is none. */
function quantityOf({ quantity }: Expectation, trainer: Trainer, worked: WorkedStep | null): number | null {
  return typeof quantity === "string" ? evaluate(trainer)[quantity] : numberAt(quantity, trainer, worked);
}

/** Parameters are those after the step; gradients and activations are those in it, of its batch's first sample. */
function numberAt(path: QuantityPath, { network, gradients }: Trainer, worked: WorkedStep | null): number | null {
  if (path.of === "activations") return worked?.samples[0].layers[path.layer].a[path.unit] ?? null;
  const { layer, kind } = path.parameter;
  const values = path.of === "layers" ? network.layers[layer].parameters : gradients[layer];
  return values[kind][indexOf(path.parameter, network.layers[layer].fanIn)];
}

function meets(actual: number, condition: Condition): boolean {
  if ("below" in condition) return actual < condition.below;
  if ("above" in condition) return actual > condition.above;
  return Math.abs(actual - condition.near) <= condition.tolerance;
}
