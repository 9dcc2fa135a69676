import { outer } from "./outer";
import { loadOne, multiplyAdd, size, splat, storeOne, sum, vectorSize } from "./vector";

/**
 * The arithmetic of a dense layer (core/dense.ts), in two forms. Sums of products along rows (the dot form, here) lead
 * forward; sums of rows times factors (the outer form, in outer.ts) lead back. Both work in blocks, so that what a block
 * needs stays in registers: four rows of weights with two samples, or four rows of results with two vectors.
 */

/** zⱼ = Σᵢ wⱼᵢ · aᵢ + bⱼ for each sample; without biases, their address is 0. */
export function weightedSums(
  fanIn: i32,
  units: i32,
  weights: usize,
  biases: usize,
  inputs: usize,
  samples: i32,
  z: usize,
): void {
  const row = fanIn * size;
  const zRow = units * size;
  let j = 0;
  for (; j + 4 <= units; j += 4) {
    const w = weights + j * row;
    const b = biases ? biases + j * size : 0;
    let s = 0;
    for (; s + 2 <= samples; s += 2) fourByTwo(w, inputs + s * row, row, b, z + s * zRow + j * size, zRow);
    if (s < samples) fourByOne(w, inputs + s * row, row, b, z + s * zRow + j * size);
  }
  for (; j < units; j++) {
    const w = weights + j * row;
    // x + −0 is x, whatever x is.
    const bias: real = biases ? load<real>(biases + j * size) : -0.0;
    const out = z + j * size;
    let s = 0;
    for (; s + 4 <= samples; s += 4) oneByFour(w, inputs + s * row, row, bias, out + s * zRow, zRow);
    for (; s < samples; s++) store<real>(out + s * zRow, dot(w, inputs + s * row, row) + bias);
  }
}

/** Four units and two samples. */
function fourByTwo(w: usize, a: usize, row: i32, biases: usize, z: usize, zRow: i32): void {
  let sum00 = splat(0);
  let sum10 = splat(0);
  let sum20 = splat(0);
  let sum30 = splat(0);
  let sum01 = splat(0);
  let sum11 = splat(0);
  let sum21 = splat(0);
  let sum31 = splat(0);
  const end = w + row;
  for (; w + vectorSize <= end; w += vectorSize, a += vectorSize) {
    const a0 = v128.load(a);
    const a1 = v128.load(a + row);
    const w0 = v128.load(w);
    sum00 = multiplyAdd(w0, a0, sum00);
    sum01 = multiplyAdd(w0, a1, sum01);
    const w1 = v128.load(w + row);
    sum10 = multiplyAdd(w1, a0, sum10);
    sum11 = multiplyAdd(w1, a1, sum11);
    const w2 = v128.load(w + 2 * row);
    sum20 = multiplyAdd(w2, a0, sum20);
    sum21 = multiplyAdd(w2, a1, sum21);
    const w3 = v128.load(w + 3 * row);
    sum30 = multiplyAdd(w3, a0, sum30);
    sum31 = multiplyAdd(w3, a1, sum31);
  }
  for (; w < end; w += size, a += size) {
    const a0 = loadOne(a);
    const a1 = loadOne(a + row);
    const w0 = loadOne(w);
    sum00 = multiplyAdd(w0, a0, sum00);
    sum01 = multiplyAdd(w0, a1, sum01);
    const w1 = loadOne(w + row);
    sum10 = multiplyAdd(w1, a0, sum10);
    sum11 = multiplyAdd(w1, a1, sum11);
    const w2 = loadOne(w + 2 * row);
    sum20 = multiplyAdd(w2, a0, sum20);
    sum21 = multiplyAdd(w2, a1, sum21);
    const w3 = loadOne(w + 3 * row);
    sum30 = multiplyAdd(w3, a0, sum30);
    sum31 = multiplyAdd(w3, a1, sum31);
  }
  storeSums(sum00, sum10, sum20, sum30, biases, z);
  storeSums(sum01, sum11, sum21, sum31, biases, z + zRow);
}

/** Four units and one sample. */
function fourByOne(w: usize, a: usize, row: i32, biases: usize, z: usize): void {
  let sum0 = splat(0);
  let sum1 = splat(0);
  let sum2 = splat(0);
  let sum3 = splat(0);
  const end = w + row;
  for (; w + vectorSize <= end; w += vectorSize, a += vectorSize) {
    const a0 = v128.load(a);
    sum0 = multiplyAdd(v128.load(w), a0, sum0);
    sum1 = multiplyAdd(v128.load(w + row), a0, sum1);
    sum2 = multiplyAdd(v128.load(w + 2 * row), a0, sum2);
    sum3 = multiplyAdd(v128.load(w + 3 * row), a0, sum3);
  }
  for (; w < end; w += size, a += size) {
    const a0 = loadOne(a);
    sum0 = multiplyAdd(loadOne(w), a0, sum0);
    sum1 = multiplyAdd(loadOne(w + row), a0, sum1);
    sum2 = multiplyAdd(loadOne(w + 2 * row), a0, sum2);
    sum3 = multiplyAdd(loadOne(w + 3 * row), a0, sum3);
  }
  storeSums(sum0, sum1, sum2, sum3, biases, z);
}

/** One unit and four samples. */
function oneByFour(w: usize, a: usize, row: i32, bias: real, z: usize, zRow: i32): void {
  let sum0 = splat(0);
  let sum1 = splat(0);
  let sum2 = splat(0);
  let sum3 = splat(0);
  const end = w + row;
  for (; w + vectorSize <= end; w += vectorSize, a += vectorSize) {
    const w0 = v128.load(w);
    sum0 = multiplyAdd(w0, v128.load(a), sum0);
    sum1 = multiplyAdd(w0, v128.load(a + row), sum1);
    sum2 = multiplyAdd(w0, v128.load(a + 2 * row), sum2);
    sum3 = multiplyAdd(w0, v128.load(a + 3 * row), sum3);
  }
  for (; w < end; w += size, a += size) {
    const w0 = loadOne(w);
    sum0 = multiplyAdd(w0, loadOne(a), sum0);
    sum1 = multiplyAdd(w0, loadOne(a + row), sum1);
    sum2 = multiplyAdd(w0, loadOne(a + 2 * row), sum2);
    sum3 = multiplyAdd(w0, loadOne(a + 3 * row), sum3);
  }
  store<real>(z, sum(sum0) + bias);
  store<real>(z + zRow, sum(sum1) + bias);
  store<real>(z + 2 * zRow, sum(sum2) + bias);
  store<real>(z + 3 * zRow, sum(sum3) + bias);
}

/** One unit and one sample. */
function dot(w: usize, a: usize, row: i32): real {
  let products = splat(0);
  const end = w + row;
  for (; w + vectorSize <= end; w += vectorSize, a += vectorSize) {
    products = multiplyAdd(v128.load(w), v128.load(a), products);
  }
  for (; w < end; w += size, a += size) products = multiplyAdd(loadOne(w), loadOne(a), products);
  return sum(products);
}

/** Sums up each of four vectors, and writes the four sums with their biases. */
// @ts-ignore
@inline
function storeSums(sum0: v128, sum1: v128, sum2: v128, sum3: v128, biases: usize, z: usize): void {
  if (size === 8) {
    storeWithBiases(pairSums64(sum0, sum1), biases, 0, z);
    storeWithBiases(pairSums64(sum2, sum3), biases, vectorSize, z);
  } else {
    const first = pairSums32(sum0, sum1);
    const second = pairSums32(sum2, sum3);
    const sums = v128.add<f32>(
      v128.shuffle<f32>(first, second, 0, 1, 4, 5),
      v128.shuffle<f32>(first, second, 2, 3, 6, 7),
    );
    storeWithBiases(sums, biases, 0, z);
  }
}

/** Σa, Σb */
// @ts-ignore
@inline
function pairSums64(a: v128, b: v128): v128 {
  return v128.add<f64>(v128.shuffle<f64>(a, b, 0, 2), v128.shuffle<f64>(a, b, 1, 3));
}

/** a₀ + a₂, b₀ + b₂, a₁ + a₃, b₁ + b₃ */
// @ts-ignore
@inline
function pairSums32(a: v128, b: v128): v128 {
  return v128.add<f32>(v128.shuffle<f32>(a, b, 0, 4, 1, 5), v128.shuffle<f32>(a, b, 2, 6, 3, 7));
}

// @ts-ignore
@inline
function storeWithBiases(sums: v128, biases: usize, offset: i32, z: usize): void {
  v128.store(z + offset, biases ? v128.add<real>(sums, v128.load(biases + offset)) : sums);
}

/**
 * Adds ∂l/∂wⱼᵢ = δⱼ · aᵢ and ∂l/∂bⱼ = δⱼ of each sample to the gradients, or to 0 where these are the first. Without
 * biases, their address is 0.
 */
export function addGradients(
  fanIn: i32,
  units: i32,
  inputs: usize,
  samples: i32,
  lossByZ: usize,
  weights: usize,
  biases: usize,
  areFirst: bool,
): void {
  outer(units, fanIn, samples, lossByZ, size, units * size, inputs, weights, !areFirst);
  if (biases) addRows(units, samples, lossByZ, biases, areFirst);
}

/** ∂l/∂aᵢ = Σⱼ δⱼ · wⱼᵢ for each sample */
export function lossByInputs(
  fanIn: i32,
  units: i32,
  weights: usize,
  lossByZ: usize,
  samples: i32,
  lossByA: usize,
): void {
  outer(samples, fanIn, units, lossByZ, units * size, size, weights, lossByA, false);
}

/** Adds each of some rows to one, or to 0 where they are the first, in their order. */
export function addRows(columns: i32, rows: i32, from: usize, out: usize, areFirst: bool): void {
  const row = columns * size;
  let c = 0;
  for (; c + vectorSize <= row; c += vectorSize) {
    let total = areFirst ? splat(0) : v128.load(out + c);
    for (let r = 0; r < rows; r++) total = v128.add<real>(total, v128.load(from + r * row + c));
    v128.store(out + c, total);
  }
  for (; c < row; c += size) {
    let total = areFirst ? splat(0) : loadOne(out + c);
    for (let r = 0; r < rows; r++) total = v128.add<real>(total, loadOne(from + r * row + c));
    storeOne(out + c, total);
  }
}
