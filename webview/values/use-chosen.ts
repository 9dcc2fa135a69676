import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import type { UnitAddress } from "./sections.ts";

/** Brings an element into view and moves the focus there, whenever it is chosen anew. */
export function useChosen(ref: RefObject<HTMLElement | null>, chosen: UnitAddress | null): void {
  useEffect(() => {
    if (!chosen || !ref.current) return;
    ref.current.focus({ preventScroll: true });
    ref.current.scrollIntoView({ block: "nearest", behavior: wantsLittleMotion() ? "instant" : "smooth" });
  }, [ref, chosen]);
}

/** As set in the system, or in the editor, which says so by a class. */
function wantsLittleMotion(): boolean {
  const { classList } = document.body;
  return classList.contains("vscode-reduce-motion") || matchMedia("(prefers-reduced-motion: reduce)").matches;
}
