import type { WorkedSample, WorkedStep } from "../worked-step.ts";
import type { Factor, Terms } from "./derivation-parts.ts";
import { gradientPaths } from "./gradient-paths.ts";

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

/** Of quantities that no derivative leads back to, the picture marks nothing. */
export const noTrace: Trace = { badges: [], paths: [] };

/** What a picture marks of the only way back: its numbered factors, and the units that it leads through. */
export function traceOfFactors(factors: readonly Pick<Factor, "badge" | "place">[], units: readonly number[]): Trace {
  return {
    badges: factors.flatMap(({ badge, place }) => (badge && place ? [{ number: badge, at: place }] : [])),
    paths: [{ units, share: 1 }],
  };
}

/**
 * What a picture marks where several ways lead back to a unit: the units of the next layer that hand back the most,
 * and the largest way through each.
 */
export function traceOfTerms(
  worked: WorkedStep,
  sample: WorkedSample,
  layer: number,
  unit: number,
  terms: Pick<Terms, "rows">,
): Trace {
  const marked = terms.rows.flatMap(({ badge, number, share }) =>
    badge === null ? [] : [{ badge, next: number - 1, share: share?.exact ?? 0 }],
  );
  return {
    badges: marked.map(({ badge, next }) => ({ number: badge, at: { of: "unit", layer: layer + 1, unit: next } })),
    // The largest way to a unit of the next layer, with this unit's own last stretch, is the largest through it.
    paths: marked.map(({ next, share }) => {
      const { paths } = gradientPaths(worked, sample, layer + 1, next, 1, 1);
      return { units: [...paths[0].units, unit], share };
    }),
  };
}
