import { createEvaluationRecord } from "../../../src/core/evaluation-series.ts";
import { predict } from "../../../src/core/inspection/prediction.ts";
import type { Precision } from "../../../src/core/numbers.ts";
import { advance, createTrainingRun, type TrainingRun } from "../../../src/core/training-run.ts";
import { chooseEngine } from "../../../src/kernels/choose-engine.ts";
import type { Training } from "../peer.ts";
import { specOf, type Workload } from "../workload.ts";

/**
 * This project as its worker runs it: on the engine that is chosen for the network, with history, health, loss series and evaluations.
 * @param shuffle as a user has it: an order of its own for each epoch; without, the order of the data
 */
export function beginUnboxed(workload: Workload, precision: Precision, shuffle = true): Training {
  const spec = specOf(workload, precision, shuffle);
  const run = createTrainingRun(spec, { evaluations: createEvaluationRecord(spec), createEngine: chooseEngine });
  return {
    samplesPerStep: workload.batchSize,
    train: (steps) => {
      for (let k = 0; k < steps; k++) {
        if (!advance(run)) throw new Error(`The run ended at step ${run.trainer.step}`);
      }
    },
    outputs: (samples) => Array.from({ length: samples }, (_, row) => outputsOfRow(run, row)).flat(),
  };
}

function outputsOfRow(run: TrainingRun, row: number): number[] {
  const { value } = predict(run, { row }).next();
  return value ? [...value.outputs] : [];
}
