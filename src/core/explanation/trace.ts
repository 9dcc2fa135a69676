import type { WorkedSample, WorkedStep } from "../worked-step.ts";
import { gradientPaths } from "./gradient-paths.ts";
import { inputsOf } from "./gradient-symbols.ts";
import type { Quantity } from "./quantity.ts";

/** Where in the network the factors of a gradient come from: what a picture of the network marks. Plain data. */
export interface Trace {
  /** The numbered factors or terms of the derivation, in its order. */
  readonly badges: readonly Badge[];
  /** The ways from the loss back to the quantity: the only one, or the largest. */
  readonly paths: readonly TracedPath[];
}

/** A number that a factor carries both in its derivation and in the picture. */
export interface Badge {
  /** Counted from 1. */
  readonly number: number;
  readonly at: BadgePlace;
}

/** Where a badge stands; layers, units and inputs count from 0. */
export type BadgePlace =
  | { readonly of: "loss" }
  /** On the weight that leads to `unit` of `layer` from its `input`. */
  | { readonly of: "edge"; readonly layer: number; readonly unit: number; readonly input: number }
  | { readonly of: "unit"; readonly layer: number; readonly unit: number };

/** One way from the loss back. */
export interface TracedPath {
  /** The unit it takes in each layer, from the last layer back to the quantity's. */
  readonly units: readonly number[];
  /** Its size as a share of the sizes of all ways, 0 to 1. */
  readonly share: number;
}

/** So many of the next layer's units are numbered. */
export const mostTerms = 3;

const nothing: Trace = { badges: [], paths: [] };

/** What a picture of the network marks for a quantity: nothing for those that no derivative leads back to. */
export function traceOf(worked: WorkedStep, sample: WorkedSample, quantity: Quantity): Trace {
  if (quantity.of === "parameter") {
    const { layer, unit, input } = quantity.parameter;
    return traceBack(worked, sample, layer, unit, input === null ? null : { layer, unit, input });
  }
  if (quantity.of === "delta" || quantity.of === "lossByA") {
    return traceBack(worked, sample, quantity.layer, quantity.unit, null);
  }
  return nothing;
}

function traceBack(
  worked: WorkedStep,
  sample: WorkedSample,
  layer: number,
  unit: number,
  edge: { readonly layer: number; readonly unit: number; readonly input: number } | null,
): Trace {
  const last = worked.layers.length - 1;
  const isOnlyPath = sample.layers.slice(layer + 1).every(({ z }) => z.length === 1);
  const ends = edge ? [{ of: "edge", ...edge } as const] : [{ of: "unit", layer, unit } as const];
  if (isOnlyPath) {
    const units = Array.from({ length: last - layer + 1 }, (_, k) => (k === last - layer ? unit : 0));
    const edges = units.slice(0, -1).map((to, k) => ({
      of: "edge" as const,
      layer: last - k,
      unit: to,
      input: units[k + 1],
    }));
    const places: BadgePlace[] = [{ of: "loss" }, ...edges, ...ends];
    return { badges: numbered(places), paths: [{ units, share: 1 }] };
  }
  const terms = largestTerms(worked, sample, layer, unit);
  const { paths } = gradientPaths(worked, sample, layer, unit, 1);
  return {
    badges: numbered(terms.map(({ next }) => ({ of: "unit", layer: layer + 1, unit: next }))),
    paths: terms.flatMap(({ next, share }) => {
      const through = paths.find(({ units }) => units[units.length - 2] === next);
      return through ? [{ units: through.units, share }] : [];
    }),
  };
}

/** The units of the next layer that hand back the most to a unit, largest first, with their shares of Σ|w·δ|. */
export function largestTerms(
  worked: WorkedStep,
  sample: WorkedSample,
  layer: number,
  unit: number,
): { readonly next: number; readonly share: number }[] {
  const { weights } = worked.layers[layer + 1].before;
  const fanIn = inputsOf(sample, layer + 1).length;
  const sizes = Array.from(sample.layers[layer + 1].lossByZ, (δ, k) => Math.abs(weights[k * fanIn + unit] * δ));
  const sum = sizes.reduce((sum, size) => sum + size, 0);
  return sizes
    .map((size, next) => ({ next, share: sum > 0 ? size / sum : 0 }))
    .sort((a, b) => b.share - a.share || a.next - b.next)
    .slice(0, mostTerms);
}

function numbered(places: readonly BadgePlace[]): Badge[] {
  return places.map((at, k) => ({ number: k + 1, at }));
}
