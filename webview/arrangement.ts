import { effect, type Signal, signal } from "@preact/signals";
import type { VsCodeApi } from "./vscode-api.ts";

/** The scale of the loss axis. */
export type LossScale = "log" | "linear";

/** What the page keeps over a reload: what is shown and how the person arranged it, and never any data. */
export interface Arrangement {
  /** The address of the spec that is shown: by it the editor finds the view's spec again. */
  readonly spec: string | null;
  readonly lossScale: LossScale;
  /** Which sections of the values were opened or closed by hand, by their key. */
  readonly open: Readonly<Record<string, boolean>>;
}

const initial: Arrangement = { spec: null, lossScale: "log", open: {} };

/** The arrangement as it was left, kept from now on. */
export function createArrangement(api: VsCodeApi): Signal<Arrangement> {
  const arrangement = signal(restore(api.getState()));
  effect(() => api.setState(arrangement.value));
  return arrangement;
}

/** Takes what it knows from a kept state, which may be of another version. */
function restore(state: unknown): Arrangement {
  const kept = (state ?? {}) as Partial<Record<keyof Arrangement, unknown>>;
  const open = Object.entries(kept.open ?? {}).filter(([, value]) => typeof value === "boolean");
  return {
    spec: typeof kept.spec === "string" ? kept.spec : initial.spec,
    lossScale: kept.lossScale === "linear" ? "linear" : initial.lossScale,
    open: Object.fromEntries(open),
  };
}

/** Keeps which spec is shown. */
export function setSpec(arrangement: Signal<Arrangement>, spec: string): void {
  if (arrangement.peek().spec !== spec) arrangement.value = { ...arrangement.peek(), spec };
}

/** Keeps a section open or closed. */
export function setOpen(arrangement: Signal<Arrangement>, section: string, isOpen: boolean): void {
  const { open } = arrangement.peek();
  if (open[section] === isOpen) return;
  arrangement.value = { ...arrangement.peek(), open: { ...open, [section]: isOpen } };
}
