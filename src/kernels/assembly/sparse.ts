import {
  add,
  lanes,
  loadOne,
  multiplyAdd,
  read,
  size,
  splat,
  storeOne,
  vectorSize,
  wholeBytes,
  write,
} from "./vector";

/**
 * A layer whose inputs are mostly 0, as pixels are: 0 times a finite number adds nothing to a sum, so only the others
 * are looked at. For an input all units lie side by side in a transposed copy of the weights, so that vectors are whole
 * whichever inputs are left.
 *
 * The inputs that are left of a sample are its terms: their numbers, and where their rows begin in a matrix with a row of
 * units for each input. Those with an even and those with an odd index have lists of their own, since they are summed by
 * themselves.
 */

/** The bytes of a sample's terms before their lists: how many even and odd ones there are. */
const header: usize = 8;

/** The bytes of a sample's terms. A list has room for all inputs with its kind of index. */
// @ts-ignore: decorators of functions are AssemblyScript's
@inline
function termsSize(fanIn: i32): usize {
  return header + 2 * listSize(fanIn);
}

// @ts-ignore
@inline
function listSize(fanIn: i32): usize {
  return <usize>((fanIn + 2) >> 1) * termSize;
}

/** A term: where its row begins, and its number. */
const termSize: usize = 16;

/** Writes the terms of each sample. */
export function findTerms(fanIn: i32, units: i32, inputs: usize, samples: i32, terms: usize): void {
  const row = units * size;
  for (let s = 0; s < samples; s++) {
    const evenStart = terms + header;
    const oddStart = evenStart + listSize(fanIn);
    let even = evenStart;
    let odd = oddStart;
    let start = 0;
    // Each is written, and overwritten by the next if it is 0: quicker than to choose.
    for (let i = 0; i + 1 < fanIn; i += 2) {
      const a0 = load<real>(inputs);
      const a1 = load<real>(inputs + size);
      store<i32>(even, start);
      store<real>(even, a0, 8);
      even += a0 !== 0 ? termSize : 0;
      store<i32>(odd, start + row);
      store<real>(odd, a1, 8);
      odd += a1 !== 0 ? termSize : 0;
      start += 2 * row;
      inputs += 2 * size;
    }
    if (fanIn & 1) {
      const a0 = load<real>(inputs);
      store<i32>(even, start);
      store<real>(even, a0, 8);
      even += a0 !== 0 ? termSize : 0;
      inputs += size;
    }
    store<i32>(terms, <i32>(even - evenStart));
    store<i32>(terms, <i32>(odd - oddStart), 4);
    terms += termsSize(fanIn);
  }
}

/** zⱼ = Σᵢ wⱼᵢ · aᵢ + bⱼ for each sample, from its terms and the transposed weights */
export function sparseWeightedSums(
  fanIn: i32,
  units: i32,
  transposed: usize,
  biases: usize,
  terms: usize,
  samples: i32,
  z: usize,
): void {
  const row = <usize>(units * size);
  for (let s = 0; s < samples; s++) {
    const even = terms + header;
    const odd = even + listSize(fanIn);
    const evenEnd = even + load<i32>(terms);
    const oddEnd = odd + load<i32>(terms, 4);
    let at: usize = 0;
    for (; at + eightVectors <= row; at += eightVectors) {
      eightSums(even, evenEnd, transposed + at, z + at, 0, 0);
      eightSums(odd, oddEnd, transposed + at, z + at, z + at, biases ? biases + at : 0);
    }
    for (; at < wholeBytes(units); at += vectorSize)
      oneSum(even, evenEnd, odd, oddEnd, transposed + at, biases ? biases + at : 0, z + at, true);
    for (; at < row; at += size)
      oneSum(even, evenEnd, odd, oddEnd, transposed + at, biases ? biases + at : 0, z + at, false);
    terms += termsSize(fanIn);
    z += row;
  }
}

const eightVectors: usize = 8 * vectorSize;

/** Σ a · row over a list of terms, for eight vectors of units; what is at `before` comes before, and biases after. */
function eightSums(term: usize, end: usize, from: usize, out: usize, before: usize, biases: usize): void {
  let sum0 = splat(0);
  let sum1 = splat(0);
  let sum2 = splat(0);
  let sum3 = splat(0);
  let sum4 = splat(0);
  let sum5 = splat(0);
  let sum6 = splat(0);
  let sum7 = splat(0);
  for (; term < end; term += termSize) {
    const row = from + load<i32>(term);
    const a = v128.load_splat<real>(term, 8);
    sum0 = multiplyAdd(v128.load(row), a, sum0);
    sum1 = multiplyAdd(v128.load(row, vectorSize), a, sum1);
    sum2 = multiplyAdd(v128.load(row, 2 * vectorSize), a, sum2);
    sum3 = multiplyAdd(v128.load(row, 3 * vectorSize), a, sum3);
    sum4 = multiplyAdd(v128.load(row, 4 * vectorSize), a, sum4);
    sum5 = multiplyAdd(v128.load(row, 5 * vectorSize), a, sum5);
    sum6 = multiplyAdd(v128.load(row, 6 * vectorSize), a, sum6);
    sum7 = multiplyAdd(v128.load(row, 7 * vectorSize), a, sum7);
  }
  storeSum(sum0, out, before, biases, 0);
  storeSum(sum1, out, before, biases, vectorSize);
  storeSum(sum2, out, before, biases, 2 * vectorSize);
  storeSum(sum3, out, before, biases, 3 * vectorSize);
  storeSum(sum4, out, before, biases, 4 * vectorSize);
  storeSum(sum5, out, before, biases, 5 * vectorSize);
  storeSum(sum6, out, before, biases, 6 * vectorSize);
  storeSum(sum7, out, before, biases, 7 * vectorSize);
}

// @ts-ignore
@inline
function storeSum(sum: v128, out: usize, before: usize, biases: usize, at: i32): void {
  if (before) sum = add(v128.load(before + at), sum);
  if (biases) sum = add(sum, v128.load(biases + at));
  v128.store(out + at, sum);
}

/** The sum for one vector of units, or for one unit. */
// @ts-ignore
@inline
function oneSum(
  even: usize,
  evenEnd: usize,
  odd: usize,
  oddEnd: usize,
  from: usize,
  biases: usize,
  out: usize,
  isWhole: bool,
): void {
  let evenSum = splat(0);
  for (; even < evenEnd; even += termSize)
    evenSum = multiplyAdd(read(from + load<i32>(even), isWhole), v128.load_splat<real>(even, 8), evenSum);
  let oddSum = splat(0);
  for (; odd < oddEnd; odd += termSize)
    oddSum = multiplyAdd(read(from + load<i32>(odd), isWhole), v128.load_splat<real>(odd, 8), oddSum);
  let sum = add(evenSum, oddSum);
  if (biases) sum = add(sum, read(biases, isWhole));
  write(out, sum, isWhole);
}

/** Adds ∂l/∂wⱼᵢ = δⱼ · aᵢ of each sample to transposed gradients. Every δ must be a finite number. */
export function addSparseGradients(
  fanIn: i32,
  units: i32,
  terms: usize,
  samples: i32,
  lossByZ: usize,
  transposed: usize,
): void {
  const row = <usize>(units * size);
  for (let s = 0; s < samples; s++) {
    const even = terms + header;
    const odd = even + listSize(fanIn);
    const evenEnd = even + load<i32>(terms);
    const oddEnd = odd + load<i32>(terms, 4);
    let at: usize = 0;
    for (; at + eightVectors <= row; at += eightVectors) {
      addEight(even, evenEnd, lossByZ + at, transposed + at);
      addEight(odd, oddEnd, lossByZ + at, transposed + at);
    }
    for (; at < wholeBytes(units); at += vectorSize) {
      addOne(even, evenEnd, lossByZ + at, transposed + at, true);
      addOne(odd, oddEnd, lossByZ + at, transposed + at, true);
    }
    for (; at < row; at += size) {
      addOne(even, evenEnd, lossByZ + at, transposed + at, false);
      addOne(odd, oddEnd, lossByZ + at, transposed + at, false);
    }
    terms += termsSize(fanIn);
    lossByZ += row;
  }
}

/** Adds δ · a to the row of each term of a list, for eight vectors of units. */
function addEight(term: usize, end: usize, lossByZ: usize, to: usize): void {
  const δ0 = v128.load(lossByZ);
  const δ1 = v128.load(lossByZ, vectorSize);
  const δ2 = v128.load(lossByZ, 2 * vectorSize);
  const δ3 = v128.load(lossByZ, 3 * vectorSize);
  const δ4 = v128.load(lossByZ, 4 * vectorSize);
  const δ5 = v128.load(lossByZ, 5 * vectorSize);
  const δ6 = v128.load(lossByZ, 6 * vectorSize);
  const δ7 = v128.load(lossByZ, 7 * vectorSize);
  for (; term < end; term += termSize) {
    const row = to + load<i32>(term);
    const a = v128.load_splat<real>(term, 8);
    v128.store(row, multiplyAdd(δ0, a, v128.load(row)));
    v128.store(row, multiplyAdd(δ1, a, v128.load(row, vectorSize)), vectorSize);
    v128.store(row, multiplyAdd(δ2, a, v128.load(row, 2 * vectorSize)), 2 * vectorSize);
    v128.store(row, multiplyAdd(δ3, a, v128.load(row, 3 * vectorSize)), 3 * vectorSize);
    v128.store(row, multiplyAdd(δ4, a, v128.load(row, 4 * vectorSize)), 4 * vectorSize);
    v128.store(row, multiplyAdd(δ5, a, v128.load(row, 5 * vectorSize)), 5 * vectorSize);
    v128.store(row, multiplyAdd(δ6, a, v128.load(row, 6 * vectorSize)), 6 * vectorSize);
    v128.store(row, multiplyAdd(δ7, a, v128.load(row, 7 * vectorSize)), 7 * vectorSize);
  }
}

/** The same for one vector of units, or for one unit. */
// @ts-ignore
@inline
function addOne(term: usize, end: usize, lossByZ: usize, to: usize, isWhole: bool): void {
  const δ = read(lossByZ, isWhole);
  for (; term < end; term += termSize) {
    const row = to + load<i32>(term);
    write(row, multiplyAdd(δ, v128.load_splat<real>(term, 8), read(row, isWhole)), isWhole);
  }
}

/** Rows that are transposed together: their columns fill a line of the processor's cache. */
const rowsTogether = 64 / size;

/** Writes the columns of a matrix as rows, in squares of as many as a vector has numbers. */
export function transpose(rows: i32, columns: i32, from: usize, to: usize): void {
  const row = columns * size;
  const column = rows * size;
  for (let first = 0; first < rows; first += rowsTogether) {
    const end = min(first + rowsTogether, rows);
    let c = 0;
    for (; c + lanes <= columns; c += lanes) {
      let r = first;
      for (; r + lanes <= end; r += lanes) {
        const source = from + r * row + c * size;
        const target = to + c * column + r * size;
        if (size === 8) transposeTwo(source, row, target, column);
        else transposeFour(source, row, target, column);
      }
      for (; r < end; r++) {
        for (let k = 0; k < lanes; k++)
          storeOne(to + (c + k) * column + r * size, loadOne(from + r * row + (c + k) * size));
      }
    }
    for (; c < columns; c++) {
      for (let r = first; r < end; r++) storeOne(to + c * column + r * size, loadOne(from + r * row + c * size));
    }
  }
}

// @ts-ignore
@inline
function transposeTwo(source: usize, row: i32, target: usize, column: i32): void {
  const a = v128.load(source);
  const b = v128.load(source + row);
  v128.store(target, v128.shuffle<f64>(a, b, 0, 2));
  v128.store(target + column, v128.shuffle<f64>(a, b, 1, 3));
}

// @ts-ignore
@inline
function transposeFour(source: usize, row: i32, target: usize, column: i32): void {
  const a = v128.load(source);
  const b = v128.load(source + row);
  const c = v128.load(source + 2 * row);
  const d = v128.load(source + 3 * row);
  const ab01 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab23 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd01 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd23 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  v128.store(target, v128.shuffle<f64>(ab01, cd01, 0, 2));
  v128.store(target + column, v128.shuffle<f64>(ab01, cd01, 1, 3));
  v128.store(target + 2 * column, v128.shuffle<f64>(ab23, cd23, 0, 2));
  v128.store(target + 3 * column, v128.shuffle<f64>(ab23, cd23, 1, 3));
}
