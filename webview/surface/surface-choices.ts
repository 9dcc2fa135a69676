import { useMemo } from "preact/hooks";
import { quantityKey } from "../../src/core/explanation/quantity.ts";
import type { SurfaceAxes } from "../../src/core/inspection/surface-axes.ts";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { setChoice } from "../arrangement.ts";
import { letter, type MathSymbol } from "../symbols.tsx";
import type { PaneProps } from "../tabs/tabs.tsx";
import { parameterSymbol } from "./parameter-symbol.tsx";
import { noPlace } from "./place-chooser.tsx";
import { isSamePlace, placeOf, usualPlaces } from "./places.ts";
import { surfaceStrings } from "./strings.ts";

/** What the person chose to see of the surface, or what is usual. */
export interface SurfaceChoices {
  readonly of: "parameters" | "directions";
  readonly places: readonly [ParameterPlace, ParameterPlace | null];
  readonly axes: SurfaceAxes;
  readonly zoom: number;
  readonly isTable: boolean;
  readonly choose: (name: "of" | "x" | "y" | "zoom" | "view", choice: string) => void;
}

/** The choices as they are kept. */
export function useSurfaceChoices({ run, store }: PaneProps): SurfaceChoices {
  const { outline, snapshot, layers } = run;
  const { choices, quantity } = store.arrangement.value;
  const hasGradients = layers.some(({ gradients }) => gradients !== null);
  // While training goes on, other gradients become the largest, but the picture stays the same one.
  const usual = useMemo(
    () => usualPlaces(run, quantity),
    [snapshot.generation, quantity && quantityKey(quantity), quantity !== null && hasGradients],
  );
  const [x, y] = [choices["surface-x"], choices["surface-y"]];
  const first = placeOf(x, outline) ?? usual[0];
  const second =
    y === noPlace
      ? null
      : (placeOf(y, outline) ?? [usual[1], usual[0]].find((place) => place && !isSamePlace(place, first)) ?? null);
  const of = choices["surface-of"] === "directions" ? "directions" : "parameters";
  const axes: SurfaceAxes = of === "directions" ? { of } : { of, places: second ? [first, second] : [first] };
  return {
    of,
    places: [first, second],
    axes,
    zoom: Number(choices["surface-zoom"] ?? "0") || 0,
    isTable: choices["surface-view"] === "table",
    choose: (name, choice) => setChoice(store.arrangement, `surface-${name}`, choice),
  };
}

/** What the axes are called, one or two. */
export function axisSymbols(outline: Outline, axes: SurfaceAxes): readonly MathSymbol[] {
  if (axes.of === "parameters") return axes.places.map((place) => parameterSymbol(outline, place));
  return [1, 2].map((k) => ({ text: surfaceStrings.direction(k), math: letter("d", k).math }));
}
