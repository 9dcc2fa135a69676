import type { Random } from "../../core/random.ts";

/** A sample of a generated shape. */
export interface Point {
  readonly inputs: readonly number[];
  /** The class, counted from 0, or the value to predict. */
  readonly target: number;
}

/** A shape of data to learn. */
export interface Shape {
  readonly inputs: number;
  /** How many classes there are for so many output units; 0 for a shape whose target is a value. */
  readonly classes: (outputs: number) => number;
  readonly draw: (drawn: Drawn) => Point[];
}

/** What a shape is drawn from. */
export interface Drawn {
  readonly samples: number;
  readonly noise: number;
  readonly classes: number;
  readonly random: Random;
}

/** How many of `samples` class number `index` gets: classes share them evenly, the first get what is left over. */
export function shareOf(samples: number, classes: number, index: number): number {
  return Math.floor(samples / classes) + (index < samples % classes ? 1 : 0);
}

/** `count` points, each made from its number. */
export function points(count: number, make: (index: number) => Point): Point[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

/** Number `index` of `count` numbers evenly from `low` to `high`, both included. */
export function evenly(index: number, count: number, low: number, high: number): number {
  return count === 1 ? low : low + ((high - low) * index) / (count - 1);
}
