import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/**
 * How many children of a row fit beside each other, the first `always` among them: as many as come before it,
 * and it. The children keep their natural widths, also those that are hidden.
 * @param chosen the index of the child that has to be among them
 * @param key changes whenever the widths may
 */
export function useFitting(row: RefObject<HTMLElement | null>, chosen: number, key: string): readonly number[] {
  const [shown, setShown] = useState<readonly number[]>([]);
  useLayoutEffect(() => {
    const element = row.current;
    if (!element) return;
    const measure = () => {
      const style = getComputedStyle(element);
      const gap = Number.parseFloat(style.columnGap) || 0;
      const widths = [...element.children].map((child) => (child as HTMLElement).offsetWidth);
      const fitting = fittingIn(element.clientWidth, widths, gap, chosen);
      setShown((before) => (before.join() === fitting.join() ? before : fitting));
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, [row, chosen, key]);
  return shown;
}

/** The indices of what fits into `room`, in order, with the chosen one in any case. */
export function fittingIn(room: number, widths: readonly number[], gap: number, chosen: number): number[] {
  const fitting = [chosen];
  let left = room - widths[chosen];
  for (const [k, width] of widths.entries()) {
    if (k === chosen) continue;
    left -= width + gap;
    // None after the first without room: the tabs keep their order.
    if (left < 0) break;
    fitting.push(k);
  }
  return fitting.sort((a, b) => a - b);
}
