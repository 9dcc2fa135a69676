import { computed, type ReadonlySignal, signal } from "@preact/signals";
import { type Figures, figuresWith } from "../src/format/figures.ts";
import * as usual from "../src/format/number-format.ts";

/** How the page writes numbers: in the usual way, or to as many significant digits as the person has set. */

/** Significant digits of every number; null for whole short numbers and four decimals of others. */
const set = signal<number | null>(null);

/** How numbers are written as it is set. */
export const figures: ReadonlySignal<Figures> = computed(() => figuresWith(set.value));

/** More digits than a number of 64 bits has would say nothing. */
const mostDigits = 17;

/** Takes up what is set; what is no number of digits counts as not set. */
export function setDigits(wanted: number | null): void {
  set.value = wanted !== null && wanted >= 1 ? Math.min(Math.floor(wanted), mostDigits) : null;
}

/** A number; see `formatNumber` in src/format. */
export function formatNumber(value: number, room?: number): string {
  return figures.value.number(value, room);
}

/** A number of a column, to `decimals` decimals unless digits are set. */
export function formatRounded(value: number, decimals: number, room?: number): string {
  return set.value === null ? usual.formatRounded(value, decimals, room) : usual.formatFixed(value, set.value, room);
}

/** A number in about four characters. */
export function formatBrief(value: number): string {
  return set.value === null ? usual.formatBrief(value) : usual.formatFixed(value, set.value, value < 0 ? 5 : 4);
}

/** A number within a sentence. */
export function formatSignificant(value: number): string {
  return figures.value.inWords(value);
}
