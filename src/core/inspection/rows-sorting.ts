/** Sorting many numbers in pieces, none of which takes long. */

/** How many entries are sorted or merged before a rest: well below a millisecond of work each time. */
const piece = 4096;

/**
 * The entries in order, sorted in place of `entries` or in a list of their own; those that compare as equal stay as
 * they were to each other.
 */
export function* sortInPieces(
  entries: Uint32Array,
  compare: (a: number, b: number) => number,
): Generator<void, Uint32Array> {
  for (let start = 0; start < entries.length; start += piece) {
    entries.subarray(start, start + piece).sort(compare);
    yield;
  }
  let from: Uint32Array = entries;
  let to: Uint32Array = new Uint32Array(entries.length);
  for (let width = piece; width < entries.length; width *= 2) {
    for (let start = 0; start < entries.length; start += 2 * width) {
      yield* merge(from, to, start, width, compare);
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Merges two sorted runs, each at most `width` long and the first from `start` on, into the other list. */
function* merge(
  from: Uint32Array,
  to: Uint32Array,
  start: number,
  width: number,
  compare: (a: number, b: number) => number,
): Generator<void, void> {
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let left = start;
  let right = middle;
  for (let k = start; k < end; k++) {
    const takesLeft = right >= end || (left < middle && compare(from[left], from[right]) <= 0);
    to[k] = takesLeft ? from[left++] : from[right++];
    if ((k - start) % piece === piece - 1) yield;
  }
}
