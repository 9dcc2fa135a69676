import type { RefObject } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { stops } from "./walk.ts";

/**
 * Makes a picture a single stop of the Tab key, however much can be walked to in it: where the focus was last, else the
 * selected quantity, else the first.
 */
export function useOneTabStop(ref: RefObject<HTMLElement | null>): void {
  const last = useRef<string | null>(null);

  function mark(): void {
    const all = [...(ref.current?.querySelectorAll<HTMLElement>(stops) ?? [])];
    const entry =
      all.find((stop) => keyOf(stop) === last.current) ??
      all.find((stop) => stop.getAttribute("aria-pressed") === "true") ??
      all[0];
    for (const stop of all) stop.tabIndex = stop === entry ? 0 : -1;
  }

  // After every drawing: what can be walked to may have become another.
  useLayoutEffect(mark);

  useLayoutEffect(() => {
    const element = ref.current;
    const onFocusIn = ({ target }: FocusEvent) => {
      const stop = target instanceof Element ? target.closest<HTMLElement>(stops) : null;
      if (!stop) return;
      last.current = keyOf(stop);
      mark();
    };
    element?.addEventListener("focusin", onFocusIn);
    return () => element?.removeEventListener("focusin", onFocusIn);
  }, [ref]);
}

/** What makes a stop the same one as before; a weight and its gradient stand for the same quantity. */
function keyOf(stop: HTMLElement): string {
  const { quantity, badge, symbol } = stop.dataset;
  return badge ? `badge ${badge}` : `${quantity} ${symbol}`;
}
