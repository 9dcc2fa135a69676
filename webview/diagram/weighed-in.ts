import { chainNaming } from "../naming.ts";
import type { RunView } from "../run-view.ts";
import { letter, type MathSymbol } from "../symbols.tsx";

/** What a layer's weight is multiplied by on the way forward in a chain: the input, or the activation before it. */
export function weighedIn(run: RunView, layer: number): { readonly symbol: MathSymbol; readonly value: number | null } {
  if (layer === 0) return { symbol: letter("x"), value: run.sample ? run.sample.inputs[0] : null };
  const { forward } = run.layers[layer - 1];
  return { symbol: letter("a", ...chainNaming.unit(layer - 1, 0)), value: forward ? forward.a[0] : null };
}
