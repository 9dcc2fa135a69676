import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";
import { walk } from "./walk.ts";

/** Lets the arrow keys walk a picture. */
export function usePictureKeys(ref: RefObject<HTMLElement | null>): void {
  useEffect(() => {
    const element = ref.current;
    const onKeyDown = (event: KeyboardEvent) => {
      if (element && !event.defaultPrevented) walk(element, event);
    };
    element?.addEventListener("keydown", onKeyDown);
    return () => element?.removeEventListener("keydown", onKeyDown);
  }, [ref]);
}
