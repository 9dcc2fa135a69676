import type { RefObject } from "preact";
import { useLayoutEffect, useState } from "preact/hooks";

/**
 * How high the content of an area may be, in pixels, for all of it to be in sight: what the diagram's greatest height
 * leaves beside the diagram's other parts. Infinity where the diagram may be of any height.
 */
export function useHeightRoom(ref: RefObject<HTMLElement | null>): number {
  const [room, setRoom] = useState(Number.POSITIVE_INFINITY);
  useLayoutEffect(() => {
    const area = ref.current;
    const diagram = area?.closest<HTMLElement>(".diagram");
    if (!area || !diagram) return;
    const measure = () => {
      const most = Number.parseFloat(getComputedStyle(diagram).maxHeight);
      const others = diagram.offsetHeight - area.offsetHeight;
      setRoom(Number.isFinite(most) ? most - others : Number.POSITIVE_INFINITY);
    };
    measure();
    window.addEventListener("resize", measure);
    const observer = new ResizeObserver(measure);
    observer.observe(diagram);
    return () => {
      window.removeEventListener("resize", measure);
      observer.disconnect();
    };
  }, [ref]);
  return room;
}
