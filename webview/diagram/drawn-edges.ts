import type { LayerView } from "../run-view.ts";
import type { EdgeEnds } from "./edge-curve.ts";
import { strongest, weightAt, weightsFrom, weightsInto } from "./layer-weights.ts";
import type { EdgePlace, NetworkFocus } from "./network-focus.ts";
import { type Column, middleOf } from "./network-layout.ts";

/** A weight that is drawn as an edge. */
export interface DrawnEdge extends EdgePlace, EdgeEnds {
  readonly weight: number;
}

/** What is drawn between two columns. */
export interface GapEdges {
  readonly edges: readonly DrawnEdge[];
  /** Whether that is every weight; otherwise it is the strongest of the unit that is asked about. */
  readonly isWhole: boolean;
  /** How many weights the unit that is asked about has here; 0 where none is. */
  readonly ofUnit: number;
}

/** Of a unit with very many weights so many are drawn. */
export const mostEdges = 12;

/** The edges between two columns: each, or where one is folded, those of the unit that is asked about. */
export function gapEdges(layer: LayerView, l: number, from: Column, to: Column, focus: NetworkFocus): GapEdges {
  const drawn = (unit: number, input: number, weight: number): DrawnEdge => ({
    layer: l,
    unit,
    input,
    weight,
    x1: from.x + from.width,
    y1: middleOf(from, input),
    x2: to.x,
    y2: middleOf(to, unit),
  });
  if (from.kind === "cards" && to.kind === "cards") {
    const edges = Array.from({ length: layer.units * layer.fanIn }, (_, k) =>
      drawn(Math.floor(k / layer.fanIn), k % layer.fanIn, layer.before.weights[k]),
    );
    return { edges, isWhole: true, ofUnit: 0 };
  }
  const { asked, edge, ribbons } = focus;
  const isAskedHere = asked !== null && (asked.column === l || asked.column === l + 1);
  const weights = isAskedHere ? weightsOf(layer, l, asked.column, asked.unit) : null;
  const places = new Map<string, DrawnEdge>();
  const add = (unit: number, input: number) => {
    const weight = weightAt(layer, unit, input);
    if (weight !== null) places.set(`${unit} ${input}`, drawn(unit, input, weight));
  };
  if (asked && weights) {
    for (const other of strongest(weights, mostEdges)) {
      if (asked.column === l) add(other, asked.unit);
      else add(asked.unit, other);
    }
  }
  for (const place of [
    ...ribbons.flatMap((ribbon) => (ribbon.of === "edge" ? [ribbon] : [])),
    ...(edge ? [edge] : []),
  ]) {
    if (place.layer === l) add(place.unit, place.input);
  }
  return { edges: [...places.values()], isWhole: false, ofUnit: weights?.length ?? 0 };
}

function weightsOf(layer: LayerView, l: number, column: number, unit: number): ArrayLike<number> | null {
  return column === l ? weightsFrom(layer, unit) : weightsInto(layer, unit);
}
