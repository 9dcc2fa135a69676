import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { type Quantity, quantityKey } from "../../src/core/explanation/quantity.ts";
import { wantsLittleMotion } from "../motion.ts";
import { textScale } from "../text-size.ts";

/** So much of the picture is kept in view beside the selected quantity, in pixels: more than its fading edge. */
const margin = 40;

/** Scrolls a picture, and only the picture, to what is selected in it whenever that becomes another. */
export function useSelectedInView(ref: RefObject<HTMLElement | null>, selected: Quantity | null): void {
  const key = selected && quantityKey(selected);
  useEffect(() => {
    const area = ref.current;
    const element = key === null ? null : area?.querySelector('[data-quantity][aria-pressed="true"]');
    if (!area || !element) return;
    const [frame, box] = [area.getBoundingClientRect(), element.getBoundingClientRect()];
    const scale = textScale.peek();
    const left = aside((box.left - frame.left) / scale, (box.right - frame.left) / scale, area.clientWidth);
    const top = aside((box.top - frame.top) / scale, (box.bottom - frame.top) / scale, area.clientHeight);
    if (left !== 0 || top !== 0) area.scrollBy({ left, top, behavior: wantsLittleMotion() ? "instant" : "smooth" });
  }, [ref, key]);
}

/** How far to scroll so that start … end lies within a length. */
function aside(start: number, end: number, length: number): number {
  if (start < 0) return start - margin;
  return end > length ? end - length + margin : 0;
}
