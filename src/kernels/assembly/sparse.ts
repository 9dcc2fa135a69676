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
 * are looked at. For that the weights are copied into strips, each of as many units as make four vectors: in a strip the
 * units of an input lie side by side, so that vectors are whole whichever inputs are left, and the inputs one after the
 * other. A strip is so short that it stays close to the processor while all samples go through it.
 *
 * The inputs that are left of a sample are its terms: their numbers, and where they lie in a strip. Those with an even and
 * those with an odd index have lists of their own, since they are summed by themselves.
 */

/** The bytes that an input's units take in a strip. */
const width: usize = 4 * vectorSize;

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

/** A term: where its input lies in a strip, and `size` bytes behind that its number. */
const termSize: usize = 2 * size;

/** Writes the terms of each sample. */
export function findTerms(fanIn: i32, inputs: usize, samples: i32, terms: usize): void {
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
      store<real>(even, a0, size);
      even += a0 !== 0 ? termSize : 0;
      store<i32>(odd, start + <i32>width);
      store<real>(odd, a1, size);
      odd += a1 !== 0 ? termSize : 0;
      start += 2 * <i32>width;
      inputs += 2 * size;
    }
    if (fanIn & 1) {
      const a0 = load<real>(inputs);
      store<i32>(even, start);
      store<real>(even, a0, size);
      even += a0 !== 0 ? termSize : 0;
      inputs += size;
    }
    store<i32>(terms, <i32>(even - evenStart));
    store<i32>(terms, <i32>(odd - oddStart), 4);
    terms += termsSize(fanIn);
  }
}

/** zⱼ = Σᵢ wⱼᵢ · aᵢ + bⱼ for each sample, from its terms and the strips of weights */
export function sparseWeightedSums(
  fanIn: i32,
  units: i32,
  strips: usize,
  biases: usize,
  terms: usize,
  samples: i32,
  z: usize,
): void {
  const row = <usize>(units * size);
  let at: usize = 0;
  for (; at + width <= row; at += width) {
    for (let s = 0; s < samples; s++) {
      const even = terms + s * termsSize(fanIn) + header;
      const odd = even + listSize(fanIn);
      const out = z + s * row + at;
      fourSums(even, evenEnd(even), strips, out, 0, 0);
      fourSums(odd, oddEnd(even, odd), strips, out, out, biases ? biases + at : 0);
    }
    strips += fanIn * width;
  }
  for (let s = 0; s < samples; s++) {
    const even = terms + s * termsSize(fanIn) + header;
    const odd = even + listSize(fanIn);
    const out = z + s * row;
    let from = strips;
    let rest = at;
    for (; rest < wholeBytes(units); rest += vectorSize, from += vectorSize)
      oneSum(even, evenEnd(even), odd, oddEnd(even, odd), from, biases ? biases + rest : 0, out + rest, true);
    for (; rest < row; rest += size, from += size)
      oneSum(even, evenEnd(even), odd, oddEnd(even, odd), from, biases ? biases + rest : 0, out + rest, false);
  }
}

/** Where a sample's list of even terms ends, and that of its odd ones: the lengths stand before the even ones. */
// @ts-ignore
@inline
function evenEnd(even: usize): usize {
  return even + load<i32>(even - header);
}

// @ts-ignore
@inline
function oddEnd(even: usize, odd: usize): usize {
  return odd + load<i32>(even - header, 4);
}

/** Σ a · row over a list of terms, for four vectors of units; what is at `before` comes before, and biases after. */
function fourSums(term: usize, end: usize, from: usize, out: usize, before: usize, biases: usize): void {
  let sum0 = splat(0);
  let sum1 = splat(0);
  let sum2 = splat(0);
  let sum3 = splat(0);
  for (; term < end; term += termSize) {
    const row = from + load<i32>(term);
    const a = v128.load_splat<real>(term, size);
    sum0 = multiplyAdd(v128.load(row), a, sum0);
    sum1 = multiplyAdd(v128.load(row, vectorSize), a, sum1);
    sum2 = multiplyAdd(v128.load(row, 2 * vectorSize), a, sum2);
    sum3 = multiplyAdd(v128.load(row, 3 * vectorSize), a, sum3);
  }
  storeSum(sum0, out, before, biases, 0);
  storeSum(sum1, out, before, biases, vectorSize);
  storeSum(sum2, out, before, biases, 2 * vectorSize);
  storeSum(sum3, out, before, biases, 3 * vectorSize);
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
    evenSum = multiplyAdd(read(from + load<i32>(even), isWhole), v128.load_splat<real>(even, size), evenSum);
  let oddSum = splat(0);
  for (; odd < oddEnd; odd += termSize)
    oddSum = multiplyAdd(read(from + load<i32>(odd), isWhole), v128.load_splat<real>(odd, size), oddSum);
  let sum = add(evenSum, oddSum);
  if (biases) sum = add(sum, read(biases, isWhole));
  write(out, sum, isWhole);
}

/** Adds ∂l/∂wⱼᵢ = δⱼ · aᵢ of each sample to strips of gradients. Every δ must be a finite number. */
export function addSparseGradients(
  fanIn: i32,
  units: i32,
  terms: usize,
  samples: i32,
  lossByZ: usize,
  strips: usize,
): void {
  const row = <usize>(units * size);
  let at: usize = 0;
  for (; at + width <= row; at += width) {
    for (let s = 0; s < samples; s++) {
      const even = terms + s * termsSize(fanIn) + header;
      const odd = even + listSize(fanIn);
      addFour(even, evenEnd(even), lossByZ + s * row + at, strips);
      addFour(odd, oddEnd(even, odd), lossByZ + s * row + at, strips);
    }
    strips += fanIn * width;
  }
  for (let s = 0; s < samples; s++) {
    const even = terms + s * termsSize(fanIn) + header;
    const odd = even + listSize(fanIn);
    const δ = lossByZ + s * row;
    let to = strips;
    let rest = at;
    for (; rest < wholeBytes(units); rest += vectorSize, to += vectorSize) {
      addOne(even, evenEnd(even), δ + rest, to, true);
      addOne(odd, oddEnd(even, odd), δ + rest, to, true);
    }
    for (; rest < row; rest += size, to += size) {
      addOne(even, evenEnd(even), δ + rest, to, false);
      addOne(odd, oddEnd(even, odd), δ + rest, to, false);
    }
  }
}

/** Adds δ · a to the row of each term of a list, for four vectors of units. */
function addFour(term: usize, end: usize, lossByZ: usize, to: usize): void {
  const δ0 = v128.load(lossByZ);
  const δ1 = v128.load(lossByZ, vectorSize);
  const δ2 = v128.load(lossByZ, 2 * vectorSize);
  const δ3 = v128.load(lossByZ, 3 * vectorSize);
  for (; term < end; term += termSize) {
    const row = to + load<i32>(term);
    const a = v128.load_splat<real>(term, size);
    v128.store(row, multiplyAdd(δ0, a, v128.load(row)));
    v128.store(row, multiplyAdd(δ1, a, v128.load(row, vectorSize)), vectorSize);
    v128.store(row, multiplyAdd(δ2, a, v128.load(row, 2 * vectorSize)), 2 * vectorSize);
    v128.store(row, multiplyAdd(δ3, a, v128.load(row, 3 * vectorSize)), 3 * vectorSize);
  }
}

/** The same for one vector of units, or for one unit. */
// @ts-ignore
@inline
function addOne(term: usize, end: usize, lossByZ: usize, to: usize, isWhole: bool): void {
  const δ = read(lossByZ, isWhole);
  for (; term < end; term += termSize) {
    const row = to + load<i32>(term);
    write(row, multiplyAdd(δ, v128.load_splat<real>(term, size), read(row, isWhole)), isWhole);
  }
}

/** Copies a layer's weights into strips. */
export function toStrips(fanIn: i32, units: i32, weights: usize, strips: usize): void {
  const row = fanIn * size;
  for (let j = 0; j < units; j += unitsOfStrip) {
    transpose(min(unitsOfStrip, units - j), fanIn, weights + j * row, row, strips + j * row, <i32>width);
  }
}

/** Copies strips of gradients to where those of a layer's weights are. */
export function fromStrips(fanIn: i32, units: i32, strips: usize, weights: usize): void {
  const row = fanIn * size;
  for (let j = 0; j < units; j += unitsOfStrip) {
    transpose(fanIn, min(unitsOfStrip, units - j), strips + j * row, <i32>width, weights + j * row, row);
  }
}

const unitsOfStrip: i32 = <i32>width / size;

/** Rows that are transposed together: their columns fill a line of the processor's cache. */
const rowsTogether = 64 / size;

/**
 * Writes the columns of a matrix as rows, in squares of as many as a vector has numbers. The rows of the one are `row`
 * bytes apart, those of the other `column` bytes.
 */
function transpose(rows: i32, columns: i32, from: usize, row: i32, to: usize, column: i32): void {
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
