import { largestOf, softmaxOfRow } from "./activation";
import { exp, log } from "./elementary";
import { loadOne, size, splat, subtract, vectorSize } from "./vector";

/** Cross-entropy after softmax, taken as one (core/loss.ts); the other losses are as fast in TypeScript. */

/** l = Σ tⱼ·(ln Σₖ e^zₖ − zⱼ) for each row */
export function softmaxCrossEntropy(units: i32, rows: i32, z: usize, targets: usize, losses: usize): void {
  const row = units * size;
  for (let r = 0; r < rows; r++, z += row, targets += row) {
    const largest = largestOf(units, z);
    store<real>(losses + r * size, lossOfRow(units, z, targets, largest, sumOfExponentials(units, z, largest)));
  }
}

/** The same, and the softmax of each row: both need its exponentials. */
export function softmaxWithCrossEntropy(
  units: i32,
  rows: i32,
  z: usize,
  a: usize,
  targets: usize,
  losses: usize,
): void {
  const row = units * size;
  for (let r = 0; r < rows; r++, z += row, a += row, targets += row) {
    const largest = largestOf(units, z);
    store<real>(losses + r * size, lossOfRow(units, z, targets, largest, softmaxOfRow(units, z, a, largest)));
  }
}

function lossOfRow(units: i32, z: usize, targets: usize, largest: real, sumOfExponentials: real): real {
  const logOfSum = <real>log(<f64>sumOfExponentials);
  let sum: real = 0;
  for (let at: usize = 0; at < <usize>(units * size); at += size) {
    const t = load<real>(targets + at);
    if (t !== 0) sum += t * (logOfSum - (load<real>(z + at) - largest));
  }
  return sum;
}

/** Σ e^(zⱼ − max z), in the order of the units */
function sumOfExponentials(units: i32, z: usize, largest: real): real {
  const largests = splat(largest);
  const end = z + units * size;
  let sum: real = 0;
  for (; z + vectorSize <= end; z += vectorSize) {
    const powers = exp(subtract(v128.load(z), largests));
    sum += v128.extract_lane<real>(powers, 0);
    sum += v128.extract_lane<real>(powers, 1);
    if (size === 4) {
      sum += v128.extract_lane<f32>(powers, 2);
      sum += v128.extract_lane<f32>(powers, 3);
    }
  }
  for (; z < end; z += size) sum += v128.extract_lane<real>(exp(subtract(loadOne(z), largests)), 0);
  return sum;
}

/** ∂l/∂aⱼ = −tⱼ/aⱼ, 0 where t is 0, and δⱼ = aⱼ·Σₖ tₖ − tⱼ for each row */
export function softmaxCrossEntropyBackward(
  units: i32,
  rows: i32,
  a: usize,
  targets: usize,
  lossByA: usize,
  lossByZ: usize,
): void {
  const row = units * size;
  for (let r = 0; r < rows; r++) {
    let total: real = 0;
    for (let at: usize = 0; at < <usize>row; at += size) total += load<real>(targets + at);
    for (let at: usize = 0; at < <usize>row; at += size) {
      const t = load<real>(targets + at);
      const output = load<real>(a + at);
      store<real>(lossByA + at, t === 0 ? 0 : -t / output);
      store<real>(lossByZ + at, output * total - t);
    }
    a += row;
    targets += row;
    lossByA += row;
    lossByZ += row;
  }
}
