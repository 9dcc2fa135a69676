import type { Quantity } from "../../src/core/explanation/quantity.ts";
import { indexOf, type ParameterPlace, parseQuantityPath, quantityPathText } from "../../src/core/quantity-path.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import type { RunView } from "../run-view.ts";

/** Which parameters of a network a surface is drawn over, and how they are kept as words. */

/** A parameter as a word that no other has. */
export function placeKey(place: ParameterPlace): string {
  return quantityPathText({ of: "layers", parameter: place });
}

/** The parameter that a word stands for, if the network has it. */
export function placeOf(key: string | undefined, outline: Outline): ParameterPlace | null {
  const path = parseQuantityPath(key ?? "");
  if (path?.of !== "layers") return null;
  return hasPlace(outline, path.parameter) ? path.parameter : null;
}

function hasPlace(outline: Outline, { layer: l, kind, unit, input }: ParameterPlace): boolean {
  const layer = outline.layers[l];
  if (!layer || unit >= layer.units) return false;
  return kind === "biases" ? layer.hasBiases : (input ?? 0) < fanInOf(outline, l);
}

/** How many inputs each unit of a layer has. */
export function fanInOf({ inputs, layers }: Outline, layer: number): number {
  return layer === 0 ? inputs.length : layers[layer - 1].units;
}

/** Whether both are the same parameter. */
export function isSamePlace(a: ParameterPlace, b: ParameterPlace): boolean {
  return placeKey(a) === placeKey(b);
}

/** All parameters of a layer, unit by unit: its weights, then its bias. */
export function placesIn(outline: Outline, layer: number): ParameterPlace[] {
  const { units, hasBiases } = outline.layers[layer];
  return Array.from({ length: units }, (_, unit) => [
    ...Array.from({ length: fanInOf(outline, layer) }, (_, input) => weightAt(layer, unit, input)),
    ...(hasBiases ? [biasAt(layer, unit)] : []),
  ]).flat();
}

/** A weight's place. */
export function weightAt(layer: number, unit: number, input: number): ParameterPlace {
  return { layer, kind: "weights", unit, input };
}

/** A bias's place. */
export function biasAt(layer: number, unit: number): ParameterPlace {
  return { layer, kind: "biases", unit, input: null };
}

/**
 * The parameters to begin with: the one that is asked about and the one with the largest gradient elsewhere; or a
 * weight of the first layer and one of the last. One only where the network has no more.
 */
export function usualPlaces(run: RunView, quantity: Quantity | null): readonly [ParameterPlace, ParameterPlace | null] {
  const { outline } = run;
  const asked = quantity?.of === "parameter" && hasPlace(outline, quantity.parameter) ? quantity.parameter : null;
  const first = asked ?? weightAt(0, 0, 0);
  const steepest = asked ? steepestBeside(run, asked) : null;
  const last = outline.layers.length - 1;
  const others = [weightAt(last, 0, 0), weightAt(0, 0, 0), ...placesBeside(outline)];
  return [first, steepest ?? others.find((place) => hasPlace(outline, place) && !isSamePlace(place, first)) ?? null];
}

/** What a network of one layer may have beside its first weight. */
function placesBeside(outline: Outline): ParameterPlace[] {
  return [weightAt(0, 0, 1), biasAt(0, 0), weightAt(0, 1, 0), biasAt(outline.layers.length - 1, 0)];
}

/** The parameter with the largest gradient beside another; null where gradients are not known. */
function steepestBeside({ layers, outline }: RunView, beside: ParameterPlace): ParameterPlace | null {
  let steepest: ParameterPlace | null = null;
  let largest = 0;
  for (const [l, { gradients, fanIn }] of layers.entries()) {
    if (!gradients || gradients.weights.length === 0) continue;
    for (const place of placesIn(outline, l)) {
      const size = Math.abs(gradients[place.kind][indexOf(place, fanIn)]);
      if (!(size > largest) || isSamePlace(place, beside)) continue;
      steepest = place;
      largest = size;
    }
  }
  return steepest;
}
