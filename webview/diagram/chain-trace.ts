import { isSameQuantity, type Quantity } from "../../src/core/explanation/quantity.ts";
import type { Badge } from "../../src/core/explanation/trace.ts";
import type { RunView } from "../run-view.ts";

/** The way back from the loss of a chain to the selected quantity, as far as it is computed. */
export interface ChainTrace {
  /** The last layer that it has reached, counted from 0. */
  readonly layer: number;
  /** Where in that layer it ends. At a stage of a step that it has not gone through yet, it ends at δ for now. */
  readonly end: "weight" | "bias" | "delta" | "lossByA";
  readonly badges: readonly Badge[];
}

/** The way back to what is selected in a chain; null where none leads there, or none is known yet. */
export function chainTraceOf(run: RunView, selected: Quantity | null): ChainTrace | null {
  const { derivation, layers } = run;
  const [path] = derivation?.trace.paths ?? [];
  if (!derivation || !path || !isSameQuantity(derivation.quantity, selected)) return null;
  const layer = layers.length - path.units.length;
  const computed = layers.findIndex(({ backward }) => backward !== null);
  if (computed < 0) return null;
  return {
    layer: Math.max(layer, computed),
    end: computed > layer ? "delta" : endOf(derivation.quantity),
    badges: derivation.trace.badges.filter(({ at }) => at.of === "loss" || at.layer > computed || computed <= layer),
  };
}

function endOf(quantity: Quantity): ChainTrace["end"] {
  if (quantity.of === "parameter") return quantity.parameter.kind === "weights" ? "weight" : "bias";
  return quantity.of === "lossByA" ? "lossByA" : "delta";
}

/** The badge on the weight that leads into a layer. */
export function badgeOnEdge(trace: ChainTrace | null, layer: number): Badge | null {
  return trace?.badges.find(({ at }) => at.of === "edge" && at.layer === layer) ?? null;
}

/** The badge on a layer's activation: what the selection's δ is multiplied by last. */
export function badgeOnUnit(trace: ChainTrace | null, layer: number): Badge | null {
  return trace?.badges.find(({ at }) => at.of === "unit" && at.layer === layer) ?? null;
}

/** The badge at the loss. */
export function badgeOnLoss(trace: ChainTrace | null): Badge | null {
  return trace?.badges.find(({ at }) => at.of === "loss") ?? null;
}
