import { classOf } from "./classification.ts";
import { outcomeOf } from "./gradual.ts";
import { forward, outputLayer } from "./network.ts";
import { penaltyOf } from "./regularization.ts";
import { loadSamples } from "./samples.ts";
import type { Trainer } from "./trainer.ts";

/** How well the current parameters do. */
export interface Evaluation {
  /** The mean loss over the training samples, with what regularization adds. */
  readonly loss: number;
  /** The mean loss over the samples held out, without it; null where there are none. */
  readonly testLoss: number | null;
  /** The share of samples put into the right class, of those held out where there are any; null without classes. */
  readonly accuracy: number | null;
}

/** Measures the current parameters on all samples. The trainer's batch is used for it. */
export function evaluate(trainer: Trainer): Evaluation {
  return outcomeOf(evaluating(trainer));
}

/** Measures as `evaluate` does, a batch at a time; in between the trainer's batch may be used by others. */
export function* evaluating(trainer: Trainer): Generator<void, Evaluation> {
  const { split, spec, network, classifies } = trainer;
  const training = yield* measure(trainer, split.training);
  const test = split.test.length > 0 ? yield* measure(trainer, split.test) : null;
  return {
    loss: training.loss + penaltyOf(spec.regularization, network.layers),
    testLoss: test ? test.loss : null,
    accuracy: classifies ? (test ?? training).accuracy : null,
  };
}

/** The mean loss over the training samples at the current parameters, with what regularization adds. */
export function trainingLoss(trainer: Trainer): number {
  const { split, spec, network } = trainer;
  return outcomeOf(measure(trainer, split.training)).loss + penaltyOf(spec.regularization, network.layers);
}

/** The mean loss over some rows of the data, and the share of them put into the right class. */
function* measure(trainer: Trainer, rows: Uint32Array): Generator<void, { loss: number; accuracy: number }> {
  const { spec, network, batch, engine } = trainer;
  const { units } = outputLayer(network);
  const outputs = batch.layers[batch.layers.length - 1].a;
  let lossSum = 0;
  let right = 0;
  for (let start = 0; start < rows.length; start += batch.capacity) {
    const count = loadSamples(spec.data, batch, rows, start, rows.length);
    forward(network, batch, count, engine.kernels);
    for (let s = 0; s < count; s++) {
      lossSum += batch.losses[s];
      if (classOf(outputs, s * units, units) === classOf(batch.targets, s * units, units)) right++;
    }
    yield;
  }
  return { loss: lossSum / rows.length, accuracy: right / rows.length };
}
