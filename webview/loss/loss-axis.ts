import type { LossScale } from "../arrangement.ts";
import type { LossRange } from "./loss-range.ts";

/** Where an axis begins and ends, and what is written along it. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

const mostTicks = 6;

/** The axis of the losses. */
export function lossAxis(range: LossRange, scale: LossScale): Axis {
  return scale === "log" ? logAxis(range) : linearAxis(range);
}

/** From well below the lowest to above the highest, at 1, 2 or 5 times a power of ten; ticks at the powers. */
function logAxis({ lowestPositive, highest, hasZero }: LossRange): Axis {
  const min = roundDown(lowestPositive / 2) / (hasZero ? 10 : 1);
  const top = roundUp(highest);
  const max = top > min ? top : 10 * min;
  const decades: number[] = [];
  for (let exponent = Math.ceil(log10(min)); exponent <= log10(max) + 1e-9; exponent++) decades.push(10 ** exponent);
  const every = Math.ceil(decades.length / mostTicks);
  // Thinned from the top, where training starts.
  const thinned = decades.filter((_, k) => (decades.length - 1 - k) % every === 0);
  return { min, max, ticks: decades.length > 2 ? thinned : [...fineTicks(min, max)] };
}

/** From 0 (or from below the lowest, if it is negative) to above the highest, in equal steps. */
function linearAxis({ lowest, highest }: LossRange): Axis {
  const bottom = Math.min(0, lowest);
  const top = Math.max(0, highest);
  const step = roundUp((top - bottom || 1) / mostTicks);
  const first = Math.floor(bottom / step);
  const last = Math.max(first + 1, Math.ceil(top / step));
  const ticks = Array.from({ length: last - first + 1 }, (_, k) => (first + k) * step);
  return { min: first * step, max: last * step, ticks };
}

/** The axis of the steps, from the beginning: whole numbers only. */
export function stepAxis(steps: number, mostStepTicks: number): Axis {
  const max = Math.max(1, steps);
  const every = Math.max(1, roundUp(max / Math.max(1, mostStepTicks)));
  const ticks = Array.from({ length: Math.floor(max / every) + 1 }, (_, k) => k * every);
  return { min: 0, max, ticks };
}

/** 1, 2 and 5 times each power of ten from `min` to `max`. */
function* fineTicks(min: number, max: number): Generator<number> {
  for (let exponent = Math.floor(log10(min)); 10 ** exponent <= max; exponent++) {
    for (const leading of [1, 2, 5]) {
      const tick = leading * 10 ** exponent;
      if (tick >= min * (1 - 1e-9) && tick <= max * (1 + 1e-9)) yield tick;
    }
  }
}

function roundDown(value: number): number {
  const power = 10 ** Math.floor(log10(value));
  const leading = value / power;
  return power * (leading >= 5 ? 5 : leading >= 2 ? 2 : 1);
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(log10(value));
  const leading = value / power;
  return power * (leading <= 1 ? 1 : leading <= 2 ? 2 : leading <= 5 ? 5 : 10);
}

/** Rounded, so that powers of ten give whole exponents. */
function log10(value: number): number {
  return Math.round(Math.log10(value) * 1e9) / 1e9;
}
