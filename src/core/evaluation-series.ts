/** How well a run did after some of its steps, evenly spaced and bounded in number. Plain data. */
export interface EvaluationSeries {
  /** The steps, ascending. */
  readonly steps: Float64Array;
  /** The mean loss over all training samples after each of these. */
  readonly loss: Float64Array;
  /** The mean loss over the samples held out; empty where there are none. */
  readonly testLoss: Float64Array;
  /** The share of samples put into the right class; empty without classes. */
  readonly accuracy: Float64Array;
}

/** A series without any step. */
export function emptyEvaluations(): EvaluationSeries {
  const none = new Float64Array(0);
  return { steps: none, loss: none, testLoss: none, accuracy: none };
}
