import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { wantsLittleMotion } from "../motion.ts";
import type { UnitAddress } from "./sections.ts";

/** Brings an element into view and moves the focus there, whenever it is chosen anew. */
export function useChosen(ref: RefObject<HTMLElement | null>, chosen: UnitAddress | null): void {
  useEffect(() => {
    if (!chosen || !ref.current) return;
    ref.current.focus({ preventScroll: true });
    ref.current.scrollIntoView({ block: "nearest", behavior: wantsLittleMotion() ? "instant" : "smooth" });
  }, [ref, chosen]);
}
