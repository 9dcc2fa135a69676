import { multiplyAdd, size, splat, vectorSize } from "./vector";

/**
 * out[r] ← Σₖ factor[r, k] · row[k] for rows of `columns` numbers, in the order of k; added to what is there or not. The
 * factors are `factorStep` bytes apart from r to r + 1, and `factorDepthStep` from k to k + 1.
 */
export function outer(
  rows: i32,
  columns: i32,
  depth: i32,
  factors: usize,
  factorStep: i32,
  factorDepthStep: i32,
  from: usize,
  out: usize,
  isAdded: bool,
): void {
  const row = columns * size;
  let r = 0;
  for (; r + 4 <= rows; r += 4) {
    const f = factors + r * factorStep;
    const o = out + r * row;
    let c = 0;
    for (; c + 2 * vectorSize <= row; c += 2 * vectorSize)
      outerFourByTwo(depth, f, factorStep, factorDepthStep, from + c, row, o + c, isAdded);
    if (c + vectorSize <= row) {
      outerFourByOne(depth, f, factorStep, factorDepthStep, from + c, row, o + c, isAdded);
      c += vectorSize;
    }
    for (; c < row; c += size) {
      for (let k = 0; k < 4; k++)
        outerOne(depth, f + k * factorStep, factorDepthStep, from + c, row, o + k * row + c, isAdded);
    }
  }
  for (; r < rows; r++) {
    const f = factors + r * factorStep;
    const o = out + r * row;
    let c = 0;
    for (; c + vectorSize <= row; c += vectorSize)
      outerVector(depth, f, factorDepthStep, from + c, row, o + c, isAdded);
    for (; c < row; c += size) outerOne(depth, f, factorDepthStep, from + c, row, o + c, isAdded);
  }
}

/** Four rows of two vectors. */
function outerFourByTwo(
  depth: i32,
  factors: usize,
  factorStep: i32,
  factorDepthStep: i32,
  from: usize,
  row: i32,
  out: usize,
  isAdded: bool,
): void {
  const out1 = out + row;
  const out2 = out1 + row;
  const out3 = out2 + row;
  let sum00 = splat(0);
  let sum01 = splat(0);
  let sum10 = splat(0);
  let sum11 = splat(0);
  let sum20 = splat(0);
  let sum21 = splat(0);
  let sum30 = splat(0);
  let sum31 = splat(0);
  if (isAdded) {
    sum00 = v128.load(out);
    sum01 = v128.load(out, vectorSize);
    sum10 = v128.load(out1);
    sum11 = v128.load(out1, vectorSize);
    sum20 = v128.load(out2);
    sum21 = v128.load(out2, vectorSize);
    sum30 = v128.load(out3);
    sum31 = v128.load(out3, vectorSize);
  }
  for (let k = 0; k < depth; k++) {
    const a0 = v128.load(from);
    const a1 = v128.load(from, vectorSize);
    const f0 = v128.load_splat<real>(factors);
    sum00 = multiplyAdd(f0, a0, sum00);
    sum01 = multiplyAdd(f0, a1, sum01);
    const f1 = v128.load_splat<real>(factors + factorStep);
    sum10 = multiplyAdd(f1, a0, sum10);
    sum11 = multiplyAdd(f1, a1, sum11);
    const f2 = v128.load_splat<real>(factors + 2 * factorStep);
    sum20 = multiplyAdd(f2, a0, sum20);
    sum21 = multiplyAdd(f2, a1, sum21);
    const f3 = v128.load_splat<real>(factors + 3 * factorStep);
    sum30 = multiplyAdd(f3, a0, sum30);
    sum31 = multiplyAdd(f3, a1, sum31);
    from += row;
    factors += factorDepthStep;
  }
  v128.store(out, sum00);
  v128.store(out, sum01, vectorSize);
  v128.store(out1, sum10);
  v128.store(out1, sum11, vectorSize);
  v128.store(out2, sum20);
  v128.store(out2, sum21, vectorSize);
  v128.store(out3, sum30);
  v128.store(out3, sum31, vectorSize);
}

/** Four rows of one vector. */
function outerFourByOne(
  depth: i32,
  factors: usize,
  factorStep: i32,
  factorDepthStep: i32,
  from: usize,
  row: i32,
  out: usize,
  isAdded: bool,
): void {
  const out1 = out + row;
  const out2 = out1 + row;
  const out3 = out2 + row;
  let sum0 = splat(0);
  let sum1 = splat(0);
  let sum2 = splat(0);
  let sum3 = splat(0);
  if (isAdded) {
    sum0 = v128.load(out);
    sum1 = v128.load(out1);
    sum2 = v128.load(out2);
    sum3 = v128.load(out3);
  }
  for (let k = 0; k < depth; k++) {
    const a = v128.load(from);
    sum0 = multiplyAdd(v128.load_splat<real>(factors), a, sum0);
    sum1 = multiplyAdd(v128.load_splat<real>(factors + factorStep), a, sum1);
    sum2 = multiplyAdd(v128.load_splat<real>(factors + 2 * factorStep), a, sum2);
    sum3 = multiplyAdd(v128.load_splat<real>(factors + 3 * factorStep), a, sum3);
    from += row;
    factors += factorDepthStep;
  }
  v128.store(out, sum0);
  v128.store(out1, sum1);
  v128.store(out2, sum2);
  v128.store(out3, sum3);
}

/** One vector of one row. */
function outerVector(
  depth: i32,
  factors: usize,
  factorDepthStep: i32,
  from: usize,
  row: i32,
  out: usize,
  isAdded: bool,
): void {
  let total = isAdded ? v128.load(out) : splat(0);
  for (let k = 0; k < depth; k++) {
    total = multiplyAdd(v128.load_splat<real>(factors), v128.load(from), total);
    from += row;
    factors += factorDepthStep;
  }
  v128.store(out, total);
}

/** One number of one row. */
function outerOne(
  depth: i32,
  factors: usize,
  factorDepthStep: i32,
  from: usize,
  row: i32,
  out: usize,
  isAdded: bool,
): void {
  let total: real = isAdded ? load<real>(out) : 0;
  for (let k = 0; k < depth; k++) {
    total += load<real>(factors) * load<real>(from);
    from += row;
    factors += factorDepthStep;
  }
  store<real>(out, total);
}
