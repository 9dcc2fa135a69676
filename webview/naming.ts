import type { Index } from "./symbols.tsx";

/** Which indices the symbols of a network carry. */
export interface Naming {
  readonly input: (input: number) => Index;
  /** The index of a unit's z, a and b. */
  readonly unit: (layer: number, unit: number) => Index;
  /** The index of the weight that leads from `input` to `unit`. */
  readonly weight: (layer: number, unit: number, input: number) => Index;
}

/** In a chain the index tells the layer: x, z₁, w₁. */
export const chainNaming: Naming = {
  input: () => [],
  unit: (layer) => [layer + 1],
  weight: (layer) => [layer + 1],
};

/** In a layer of a network the indices tell unit and input: x₁, z₄, w₄₁. */
export const networkNaming: Naming = {
  input: (input) => [input + 1],
  unit: (_layer, unit) => [unit + 1],
  weight: (_layer, unit, input) => [unit + 1, input + 1],
};
