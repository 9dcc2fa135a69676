import { useEffect } from "preact/hooks";
import type { RunView } from "../run-view.ts";
import { stageWalk } from "../stage/stage-walk.ts";
import type { Store } from "../store.ts";
import { runActions } from "./run-actions.ts";

/** Keys that do something with the run wherever the focus is in the page, except where text is typed in. */
export interface Shortcut {
  /** As people read it. */
  readonly keys: string;
  /** As the page hears it, and as screen readers are told of it. */
  readonly key: string;
  readonly aria: string;
}

/**
 * With Shift, keys neither mean anything to the editor around the page nor to the quick keys of screen readers. Sideways
 * leads from step to step, up and down from stage to stage within one.
 */
export const shortcuts = {
  train: { keys: "Shift+Space", key: " ", aria: "Shift+Space" },
  step: { keys: "Shift+→", key: "ArrowRight", aria: "Shift+ArrowRight" },
  back: { keys: "Shift+←", key: "ArrowLeft", aria: "Shift+ArrowLeft" },
  nextStage: { keys: "Shift+↓", key: "ArrowDown", aria: "Shift+ArrowDown" },
  previousStage: { keys: "Shift+↑", key: "ArrowUp", aria: "Shift+ArrowUp" },
} as const satisfies Readonly<Record<string, Shortcut>>;

/** Listens for the shortcuts, and for Escape, which clears the selection. */
export function useShortcuts(store: Store, run: RunView): void {
  // After every drawing: what they do follows from how the run stands.
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isTyping(event.target)) return;
      const press = event.shiftKey ? pressOf(store, run, event.key) : event.key === "Escape" ? clear(store) : null;
      if (!press) return;
      event.preventDefault();
      press();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}

function pressOf(store: Store, run: RunView, key: string): (() => void) | null {
  // Shift and an arrow key also extend a selection of text.
  if (!getSelection()?.isCollapsed && key !== shortcuts.train.key) return null;
  const { train, step, back } = runActions(store, run);
  const walk = stageWalk(store, run);
  const presses: Readonly<Record<string, () => void>> = {
    [shortcuts.train.key]: () => train.isEnabled && train.press(),
    [shortcuts.step.key]: () => step.isEnabled && step.press(),
    [shortcuts.back.key]: () => back.isEnabled && back.press(),
    [shortcuts.nextStage.key]: walk.next,
    [shortcuts.previousStage.key]: walk.previous,
  };
  return presses[key] ?? null;
}

/** Escape clears the selection from the picture, from its derivation, and where nothing has the focus. */
function clear(store: Store): (() => void) | null {
  const focused = document.activeElement;
  const isNear = !focused || focused === document.body || focused.closest(".diagram, .why") !== null;
  return isNear && store.arrangement.peek().quantity !== null ? () => store.select(null) : null;
}

/** Whether keys go into a field. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable]") !== null;
}
