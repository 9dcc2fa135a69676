import { type MatrixMap, mapOf } from "../../src/run/matrix-map.ts";
import type { LayerView } from "../run-view.ts";
import type { MathSymbol } from "../symbols.tsx";
import { letter, lossBy } from "../symbols.tsx";
import { extentOf, extentOfMap } from "./extent.ts";
import type { FoldPart } from "./fold-paint.ts";
import type { FoldRows } from "./fold-rows.ts";
import { gradientsInto, weightsInto } from "./layer-weights.ts";
import { networkStrings } from "./network-strings.ts";

/** A part of a folded column with its title. */
export type TitledPart = FoldPart & { readonly symbol: MathSymbol; readonly hint: string };

/** A canvas has no more blocks than this either way: the most pixels that a map has. */
const mostBlocks = { rows: 512, columns: 512 };

/** The parts of a folded layer: W, ∂ℓ/∂W, a and δ, in a column of a width. */
export function layerParts(layer: LayerView, { drawers }: FoldRows, width: number): TitledPart[] {
  const { padding, gap } = spacing(width);
  const inner = width - 2 * padding - 3 * gap;
  const bars = Math.max(14, Math.round(0.14 * inner));
  const map = (inner - 2 * bars) / 2;
  const { forward, backward, gradients, excerpt, before, fresh } = layer;
  const weightMap = excerpt ? excerpt.weights : wholeMap(before.weights, layer);
  const gradientMap = excerpt ? excerpt.gradients : gradients && wholeMap(gradients.weights, layer);
  const isBack = fresh === "backward";
  const shownGradients = gradients ? gradientMap : null;
  const units = drawers.map(({ unit }) => unit);
  const mapPart = (matrix: MatrixMap | null, rowOf: typeof weightsInto, isFresh: boolean) =>
    ({
      kind: "map",
      map: matrix,
      extent: matrix ? extentOfMap(matrix) : extentOf([]),
      strips: units.map((unit) => ({ unit, values: rowOf(layer, unit) })),
      isFresh,
    }) as const;
  const barsPart = (values: ArrayLike<number> | null, isFresh: boolean) =>
    ({ kind: "bars", values, extent: extentOf(values ?? []), isFresh }) as const;
  const parts = [
    { ...mapPart(weightMap, weightsInto, false), symbol: letter("W"), hint: networkStrings.weightsTitleOf },
    {
      ...mapPart(shownGradients, gradientsInto, isBack),
      symbol: lossBy(letter("W")),
      hint: networkStrings.gradientsTitleOf,
    },
    {
      ...barsPart(forward?.a ?? null, fresh === "forward"),
      symbol: letter("a"),
      hint: networkStrings.activationsTitleOf,
    },
    { ...barsPart(backward?.lossByZ ?? null, isBack), symbol: letter("δ"), hint: networkStrings.deltasTitleOf },
  ];
  let x = padding;
  return parts.map((part) => {
    const place = { x, width: part.kind === "map" ? map : bars };
    x += place.width + gap;
    return { ...part, ...place };
  });
}

/** The one part of folded inputs: their values. */
export function inputParts(inputs: ArrayLike<number> | null, width: number): TitledPart[] {
  const { padding } = spacing(width);
  return [
    {
      kind: "bars",
      values: inputs,
      extent: extentOf(inputs ?? []),
      isFresh: false,
      symbol: letter("x"),
      hint: networkStrings.inputsTitleOf,
      x: padding,
      width: width - 2 * padding,
    },
  ];
}

function spacing(width: number) {
  return width < 200 ? { padding: 5, gap: 4 } : { padding: 10, gap: 10 };
}

/** The maps of matrices, while they are shown: hovering draws again what did not change. */
const maps = new WeakMap<object, MatrixMap>();

function wholeMap(values: Float64Array | Float32Array, { units, fanIn }: LayerView): MatrixMap {
  const known = maps.get(values);
  if (known) return known;
  const map = mapOf(values, { rows: units, columns: fanIn }, mostBlocks);
  maps.set(values, map);
  return map;
}
