import type { Engine, WholeStep } from "../engine.ts";
import { createNumbers, type Numbers } from "../numbers.ts";
import type { Update } from "../optimizer.ts";
import { plainKernels } from "../plain-kernels.ts";
import { parameterCount, type Spec } from "../spec.ts";
import type { StepOutcome, Trainer } from "../trainer.ts";
import { stepCode } from "./step-code.ts";
import { stepFunctions } from "./step-formulas.ts";

/** The most parameters for which straight code pays: from there on, kernels are faster. */
export const mostGeneratedParameters = 50;

/** Whether straight code can take the steps of a spec's runs, and pays. */
export function isGenerated(spec: Spec): boolean {
  return spec.precision === "float64" && parameterCount(spec) <= mostGeneratedParameters;
}

/** The engine of tiny networks. Steps that are observed or written out go the plain way, which gives the same bits. */
export const generatedEngine: Engine = {
  name: "generated",
  createNumbers,
  kernels: plainKernels,
  createPass: null,
  createWholeStep,
};

/** What the code of a step works on. */
interface StepRoom {
  readonly inputs: Numbers;
  readonly targets: Numbers;
  readonly order: Uint32Array;
  readonly parameters: Numbers;
  readonly gradients: Numbers;
  readonly moments: readonly Numbers[];
  readonly update: Update;
  readonly outcome: StepOutcome;
}

type CreateStep = (room: StepRoom, functions: typeof stepFunctions) => WholeStep;

/** @throws EvalError where code may not be made from text */
function createWholeStep(trainer: Trainer): WholeStep {
  const { spec, order, network, gradientNumbers, moments, update, outcome } = trainer;
  const createStep = new Function(`"use strict";\n${stepCode(spec)}\nreturn createStep;`)() as CreateStep;
  const { inputs, targets } = spec.data;
  return createStep(
    {
      inputs,
      targets,
      order,
      parameters: network.numbers,
      gradients: gradientNumbers,
      moments: moments.map(({ numbers }) => numbers),
      update,
      outcome,
    },
    stepFunctions,
  );
}
