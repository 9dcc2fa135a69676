import { effect, type Signal, signal } from "@preact/signals";
import type { Quantity } from "../src/core/explanation/quantity.ts";
import type { VsCodeApi } from "./vscode-api.ts";

/** The scale of the loss axis. */
export type LossScale = "log" | "linear";

/** The tabs beside the derivation, in their order. */
export const tabNames = ["loss", "fit", "surface", "parameters", "health", "data"] as const;

/** One of the tabs. */
export type TabName = (typeof tabNames)[number];

/** What the page keeps over a reload: what is shown and how the person arranged it, and never any data. */
export interface Arrangement {
  /** The address of the spec that is shown: by it the editor finds the view's spec again. */
  readonly spec: string | null;
  readonly tab: TabName;
  readonly lossScale: LossScale;
  /** The quantity that is asked about. */
  readonly quantity: Quantity | null;
  /** The row of the sample shown, counted from 0; null for the first of each batch. */
  readonly sample: number | null;
  /** Whether the network is shown as a table of its numbers instead of as a picture. */
  readonly asTable: boolean;
  /** Which sections were opened or closed by hand, by their key. */
  readonly open: Readonly<Record<string, boolean>>;
  /** What a tab keeps of its own, by the name of the choice. */
  readonly choices: Readonly<Record<string, string>>;
}

const initial: Arrangement = {
  spec: null,
  tab: "loss",
  lossScale: "log",
  quantity: null,
  sample: null,
  asTable: false,
  open: {},
  choices: {},
};

/** The arrangement as it was left, kept from now on. */
export function createArrangement(api: VsCodeApi): Signal<Arrangement> {
  const arrangement = signal(restore(api.getState()));
  effect(() => api.setState(arrangement.value));
  return arrangement;
}

/** Takes what it knows from a kept state, which may be of another version. */
function restore(state: unknown): Arrangement {
  const kept = (state ?? {}) as Partial<Record<keyof Arrangement, unknown>>;
  return {
    spec: typeof kept.spec === "string" ? kept.spec : initial.spec,
    tab: tabNames.find((name) => name === kept.tab) ?? initial.tab,
    lossScale: kept.lossScale === "linear" ? "linear" : initial.lossScale,
    quantity: isQuantity(kept.quantity) ? kept.quantity : initial.quantity,
    sample: Number.isInteger(kept.sample) ? (kept.sample as number) : initial.sample,
    asTable: kept.asTable === true,
    open: entriesOf(kept.open, "boolean"),
    choices: entriesOf(kept.choices, "string"),
  };
}

/** The entries of an object whose values are of a type. */
function entriesOf<Type extends "boolean" | "string">(
  object: unknown,
  type: Type,
): Record<string, Type extends "boolean" ? boolean : string> {
  const entries = Object.entries(object ?? {}).filter(([, value]) => typeof value === type);
  return Object.fromEntries(entries);
}

/** Whether a kept value is a quantity; whether the network has it, its derivation tells. */
function isQuantity(value: unknown): value is Quantity {
  return typeof value === "object" && value !== null && typeof (value as { of?: unknown }).of === "string";
}

/** Changes some of what is kept. */
export function arrange(arrangement: Signal<Arrangement>, changes: Partial<Arrangement>): void {
  arrangement.value = { ...arrangement.peek(), ...changes };
}

/** Keeps which spec is shown. */
export function setSpec(arrangement: Signal<Arrangement>, spec: string): void {
  if (arrangement.peek().spec !== spec) arrange(arrangement, { spec });
}

/** Keeps a section open or closed. */
export function setOpen(arrangement: Signal<Arrangement>, section: string, isOpen: boolean): void {
  const { open } = arrangement.peek();
  if (open[section] === isOpen) return;
  arrange(arrangement, { open: { ...open, [section]: isOpen } });
}

/** Keeps what a tab lets the person choose. */
export function setChoice(arrangement: Signal<Arrangement>, name: string, choice: string): void {
  const { choices } = arrangement.peek();
  if (choices[name] !== choice) arrange(arrangement, { choices: { ...choices, [name]: choice } });
}
