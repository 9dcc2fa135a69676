import type { Spec } from "../spec.ts";
import { sentence } from "./finding-text.ts";

/** One thing to try about a finding. */
export interface Remedy {
  /** What to do, without a period at its end. */
  readonly text: string;
  /** Where in the spec it is done: keys and indices from its root. What the spec leaves out is to be put there. */
  readonly path: readonly (string | number)[];
}

/** A thing to try, in words that go on within a sentence. */
export function remedy(text: string, ...path: Remedy["path"]): Remedy {
  return { text, path };
}

/** What a finding says is to be tried: one by one, and all in a sentence. */
export function trying(...remedies: readonly Remedy[]): { advice: string; remedies: readonly Remedy[] } {
  const texts = remedies.map(({ text }) => text);
  const last = texts[texts.length - 1];
  const advice = texts.length < 2 ? last : `${texts.slice(0, -1).join(", ")}, or ${last}`;
  return {
    advice: `${sentence(advice)}.`,
    remedies: remedies.map(({ text, path }) => ({ text: sentence(text), path })),
  };
}

/** Where a layer's initial weights are said, or how they are drawn. */
export function initialWeights({ layers }: Pick<Spec, "layers">, l: number): Remedy["path"] {
  return ["layers", l, layers[l].weights ? "weights" : "init"];
}
