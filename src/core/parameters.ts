/** The numbers training changes, of one layer; gradients have the same shape. */
export interface Parameters {
  /** units × fan-in, row-major: `weights[j * fanIn + i]` leads from input i to unit j */
  readonly weights: Float64Array;
  /** one per unit */
  readonly biases: Float64Array;
}

/** Parameters of one layer, all zero. */
export function createParameters(units: number, fanIn: number): Parameters {
  return { weights: new Float64Array(units * fanIn), biases: new Float64Array(units) };
}

/** A copy that later training does not change. */
export function copyParameters({ weights, biases }: Parameters): Parameters {
  return { weights: weights.slice(), biases: biases.slice() };
}
