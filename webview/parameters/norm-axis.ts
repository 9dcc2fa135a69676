/** Where an axis begins and ends, and what is written along it. */
export interface Axis {
  readonly min: number;
  readonly max: number;
  readonly ticks: readonly number[];
}

/** Whether norms go over so many sizes that only a logarithmic axis shows them all: none may be 0. */
export function needsLog(norms: readonly ArrayLike<number>[]): boolean {
  const { lowest, highest, hasZero } = spanOf(norms);
  return !hasZero && highest > 30 * lowest;
}

/** An axis from 0, or in powers of ten, with two numbers along it: there is room for no more. */
export function normAxis(norms: readonly ArrayLike<number>[], isLog: boolean): Axis {
  const { lowest, highest } = spanOf(norms);
  if (isLog) {
    const min = 10 ** Math.floor(Math.log10(lowest));
    const max = 10 ** Math.ceil(Math.log10(highest));
    return { min, max, ticks: [min, max] };
  }
  const max = roundUp(highest) || 1;
  return { min: 0, max, ticks: [0, max] };
}

function spanOf(norms: readonly ArrayLike<number>[]) {
  let [lowest, highest, hasZero] = [Number.POSITIVE_INFINITY, 0, false];
  for (const list of norms) {
    for (const norm of Array.from(list)) {
      if (!Number.isFinite(norm)) continue;
      lowest = Math.min(lowest, norm);
      highest = Math.max(highest, norm);
      if (norm === 0) hasZero = true;
    }
  }
  return { lowest, highest, hasZero };
}

/** Up to the next 1, 1.5, 2, 3, 4, 5, 6 or 8 times a power of ten. */
function roundUp(value: number): number {
  if (value === 0) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  const leading = [1, 1.5, 2, 3, 4, 5, 6, 8, 10].find((candidate) => candidate * power >= value) ?? 10;
  return leading * power;
}
