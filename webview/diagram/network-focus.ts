import { isSameQuantity, type Quantity } from "../../src/core/explanation/quantity.ts";
import type { Trace } from "../../src/core/explanation/trace.ts";
import type { RunView } from "../run-view.ts";

/** What a picture of a network marks for the quantity that is asked about. */
export interface NetworkFocus {
  /** The unit that the quantity belongs to, by its column: 0 for the inputs, then the layers. */
  readonly asked: UnitPlace | null;
  /** The weight that is asked about. */
  readonly edge: EdgePlace | null;
  /** Where the derivation's factors come from, as far as they are computed. */
  readonly trace: Trace;
  /** The ways from the loss back, piece by piece. */
  readonly ribbons: readonly Ribbon[];
  /** Whether the edges that are not lit step back. */
  readonly isDimmed: boolean;
  /** For each column the units that are shown at large where it is folded. */
  readonly open: readonly (readonly number[])[];
  readonly isOnPath: (column: number, unit: number) => boolean;
  readonly isLossOnPath: boolean;
  readonly isLit: (edge: EdgePlace) => boolean;
}

/** A unit, or an input. */
export interface UnitPlace {
  readonly column: number;
  readonly unit: number;
}

/** The weight that leads to `unit` of `layer` from its `input`. */
export interface EdgePlace {
  readonly layer: number;
  readonly unit: number;
  readonly input: number;
}

/** A band along an edge of a path, or along the way from an output to the loss. */
export type Ribbon = { readonly width: number } & (
  | ({ readonly of: "edge" } & EdgePlace)
  | { readonly of: "loss"; readonly unit: number }
);

/** At least so wide is a ribbon; as wide as this for all of the gradient. */
const leastRibbon = 8;
const widestRibbon = 44;
/** The ribbon of what all paths share: the weight itself, and the way from an output to the loss. */
const plainRibbon = 16;

/** So many units of a folded layer are shown at large at once. */
const mostOpen = 4;

const noTrace: Trace = { badges: [], paths: [] };

/** What is to be marked for a quantity; nothing for one that the network has not. */
export function focusOf(run: RunView, quantity: Quantity | null): NetworkFocus {
  const asked = quantity && askedUnit(run, quantity);
  const edge = asked && quantity ? edgeOf(quantity) : null;
  const trace = asked && isSameQuantity(run.derivation?.quantity ?? null, quantity) ? shownTrace(run) : noTrace;
  const ribbons = [
    ...ribbonsOf(trace, run.layers.length),
    ...(edge && isKnown(run, edge.layer) ? [ribbonOf(edge)] : []),
  ];
  const lit = new Set(ribbons.map((ribbon) => (ribbon.of === "edge" ? edgeKey(ribbon) : "")));
  if (edge) lit.add(edgeKey(edge));
  const onPath = new Set(
    trace.paths.flatMap(({ units }) => units.map((unit, k) => `${run.layers.length - k} ${unit}`)),
  );
  const isForward = quantity !== null && (quantity.of === "z" || quantity.of === "a");
  const isOnward = quantity !== null && quantity.of === "input";
  return {
    asked,
    edge,
    trace,
    ribbons,
    isDimmed: lit.size > 0 || (asked !== null && (isForward || isOnward)),
    open: openUnits(run, asked, edge, trace),
    isOnPath: (column, unit) => onPath.has(`${column} ${unit}`),
    isLossOnPath: trace.paths.length > 0,
    isLit: (place) =>
      lit.has(edgeKey(place)) ||
      (isForward && asked?.column === place.layer + 1 && asked.unit === place.unit) ||
      (isOnward && asked?.column === place.layer && asked.unit === place.input),
  };
}

/** The unit of a quantity, if the network has it. */
function askedUnit({ layers, outline }: RunView, quantity: Quantity): UnitPlace | null {
  const has = (column: number, unit: number) =>
    unit < (column === 0 ? outline.inputs.length : (layers[column - 1]?.units ?? 0)) ? { column, unit } : null;
  switch (quantity.of) {
    case "loss":
      return null;
    case "input":
      return has(0, quantity.input);
    case "target":
      return null;
    case "parameter": {
      const { layer, unit, input } = quantity.parameter;
      return input !== null && !has(layer, input) ? null : has(layer + 1, unit);
    }
    default:
      return has(quantity.layer + 1, quantity.unit);
  }
}

function edgeOf(quantity: Quantity): EdgePlace | null {
  if (quantity.of !== "parameter" || quantity.parameter.input === null) return null;
  const { layer, unit, input } = quantity.parameter;
  return { layer, unit, input };
}

/** The trace as far as this stage of the step has come: what is yet to be computed has no factors. */
function shownTrace(run: RunView): Trace {
  if (!run.derivation) return noTrace;
  const { badges, paths } = run.derivation.trace;
  return {
    badges: badges.filter(({ at }) =>
      at.of === "loss" ? isKnown(run, run.layers.length - 1) : isKnown(run, at.layer),
    ),
    paths: paths.map(({ units, share }) => ({
      units: units.filter((_, k) => isKnown(run, run.layers.length - 1 - k)),
      share,
    })),
  };
}

/** Whether the way back through a layer has been computed. */
function isKnown({ layers }: RunView, layer: number): boolean {
  return layers[layer].backward !== null;
}

/** The pieces of all paths; where several run along the same edge, their shares add up. */
function ribbonsOf({ paths }: Trace, layers: number): Ribbon[] {
  const shares = new Map<string, { place: EdgePlace; share: number }>();
  const outputs = new Set<number>();
  for (const { units, share } of paths) {
    if (units.length > 0) outputs.add(units[0]);
    for (let k = 1; k < units.length; k++) {
      const place = { layer: layers - k, unit: units[k - 1], input: units[k] };
      const known = shares.get(edgeKey(place))?.share ?? 0;
      shares.set(edgeKey(place), { place, share: known + share });
    }
  }
  return [
    ...Array.from(outputs, (unit): Ribbon => ({ of: "loss", unit, width: plainRibbon })),
    ...Array.from(shares.values(), ({ place, share }): Ribbon => {
      return { of: "edge", ...place, width: Math.max(leastRibbon, widestRibbon * share) };
    }),
  ];
}

function ribbonOf(edge: EdgePlace): Ribbon {
  return { of: "edge", ...edge, width: plainRibbon };
}

function openUnits(run: RunView, asked: UnitPlace | null, edge: EdgePlace | null, { paths }: Trace): number[][] {
  return [run.outline.inputs.length, ...run.layers.map(({ units }) => units)].map((_, column) => {
    const units = new Set<number>();
    if (asked?.column === column) units.add(asked.unit);
    if (edge?.layer === column) units.add(edge.input);
    for (const path of paths) {
      const unit = path.units[run.layers.length - column];
      if (column > 0 && unit !== undefined) units.add(unit);
    }
    return [...units].slice(0, mostOpen);
  });
}

function edgeKey({ layer, unit, input }: EdgePlace): string {
  return `${layer} ${unit} ${input}`;
}
