/** How a column of the picture is drawn: each unit as a card, or all of them folded into maps. */
export type ColumnKind = "cards" | "fold";

/** How wide the parts of a network are, in pixels. */
export interface NetworkWidths {
  readonly inset: number;
  readonly input: number;
  /** Between the columns of two layers. */
  readonly gap: number;
  readonly unit: number;
  /** A layer that is folded. */
  readonly fold: number;
  readonly lossGap: number;
  readonly loss: number;
}

/** The side of a unit's map in its card. */
export const thumbnailSize = 36;

/** The least that holds the numbers: two layers fit into 500 pixels, three into 660. */
const least: NetworkWidths = { inset: 12, input: 56, gap: 36, unit: 120, fold: 120, lossGap: 22, loss: 84 };
const usual: NetworkWidths = { inset: 24, input: 124, gap: 76, unit: 140, fold: 260, lossGap: 48, loss: 152 };
/** Beyond the usual only the edges and the maps grow. */
const most: NetworkWidths = { ...usual, lossGap: 72, gap: 260, fold: 380 };

/** Beside a map, an input's number needs no more than this. */
const leastInputWithMap = thumbnailSize + 50;

/** The width that a network takes whose layers are drawn so. */
export function widthOf(widths: NetworkWidths, layers: readonly ColumnKind[]): number {
  const { inset, input, gap, lossGap, loss } = widths;
  const columns = layers.reduce((sum, kind) => sum + gap + layerWidth(widths, kind), 0);
  return 2 * inset + input + columns + lossGap + loss;
}

/** The width of one layer. */
export function layerWidth({ unit, fold }: NetworkWidths, kind: ColumnKind): number {
  return kind === "fold" ? fold : unit;
}

/** Whether the units' maps have room in their cards. */
export function hasRoomForThumbnails(available: number, layers: readonly ColumnKind[]): boolean {
  return available >= widthOf(withThumbnails(least), layers);
}

/**
 * The widths with which a network fills the available width, if it can.
 * @param hasThumbnails whether each card has its unit's map in it
 */
export function networkWidths(available: number, layers: readonly ColumnKind[], hasThumbnails: boolean): NetworkWidths {
  const [narrow, wide, widest] = [least, usual, most].map((w) => (hasThumbnails ? withThumbnails(w) : w));
  const isNarrow = available < widthOf(wide, layers);
  const [from, to] = isNarrow ? [narrow, wide] : [wide, widest];
  const share = (available - widthOf(from, layers)) / (widthOf(to, layers) - widthOf(from, layers));
  const between = (part: keyof NetworkWidths) =>
    from[part] + Math.floor((to[part] - from[part]) * Math.min(1, Math.max(0, share)));
  return {
    inset: between("inset"),
    input: between("input"),
    gap: between("gap"),
    unit: between("unit"),
    fold: between("fold"),
    lossGap: between("lossGap"),
    loss: between("loss"),
  };
}

function withThumbnails(widths: NetworkWidths): NetworkWidths {
  return {
    ...widths,
    input: Math.max(widths.input, leastInputWithMap),
    unit: widths.unit + thumbnailSize,
    fold: Math.max(widths.fold, widths.unit + thumbnailSize),
  };
}
