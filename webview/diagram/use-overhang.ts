import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/** On which sides an element has more to scroll to. */
export interface Overhang {
  readonly left: boolean;
  readonly right: boolean;
}

const none: Overhang = { left: false, right: false };

/** Where an element's content reaches beyond it, as it is scrolled and as both change their size. */
export function useOverhang(ref: RefObject<HTMLElement | null>): Overhang {
  const [overhang, setOverhang] = useState(none);
  // After every drawing: the content may have become another.
  useLayoutEffect(() => {
    const element = ref.current;
    if (!element) return;
    const measure = () => {
      const { scrollLeft, scrollWidth, clientWidth } = element;
      const left = scrollLeft > 0;
      // Scrolled to the end, it may be off by a part of a pixel.
      const right = scrollLeft + clientWidth < scrollWidth - 1;
      setOverhang((known) => (known.left === left && known.right === right ? known : { left, right }));
    };
    measure();
    element.addEventListener("scroll", measure, { passive: true });
    return () => element.removeEventListener("scroll", measure);
  });
  return overhang;
}
