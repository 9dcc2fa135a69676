import type { Numbers } from "../numbers.ts";

/** A number among several lists: which list, where in it, and what it is. */
export interface Ranked {
  readonly list: number;
  readonly index: number;
  readonly value: number;
}

/** The numbers of largest size so far, the largest first. */
export interface Ranking {
  readonly most: number;
  readonly ranked: Ranked[];
}

/** So many numbers are looked at in one go: well below a millisecond. */
const piece = 2 ** 16;

/** A ranking of the `most` largest. */
export function createRanking(most: number): Ranking {
  return { most, ranked: [] };
}

/** Takes in a list. Of two of the same size the earlier stays ahead; 0 and what is no number are never among them. */
export function* rank({ most, ranked }: Ranking, list: number, numbers: Numbers): Generator<void> {
  for (let start = 0; start < numbers.length; start += piece) {
    const end = Math.min(start + piece, numbers.length);
    for (let index = start; index < end; index++) {
      const size = Math.abs(numbers[index]);
      const least = ranked.length < most ? 0 : Math.abs(ranked[most - 1].value);
      if (!(size > least)) continue;
      if (ranked.length === most) ranked.pop();
      let place = ranked.length;
      while (place > 0 && Math.abs(ranked[place - 1].value) < size) place--;
      ranked.splice(place, 0, { list, index, value: numbers[index] });
    }
    yield;
  }
}
