/** How the units of a folded layer are laid out from top to bottom: thin rows, and between them drawers that are open. */
export interface FoldRows {
  readonly height: number;
  /** The height of one unit's row. */
  readonly rowHeight: number;
  readonly segments: readonly FoldSegment[];
  readonly drawers: readonly FoldDrawer[];
}

/** Units that follow each other without an open drawer between them. */
export interface FoldSegment {
  readonly from: number;
  /** The first that no longer belongs to it. */
  readonly to: number;
  readonly top: number;
  readonly height: number;
}

/** Where one unit is shown at large, in place of its row. */
export interface FoldDrawer {
  readonly unit: number;
  readonly top: number;
}

/**
 * Lays out `units` rows over a height, with a drawer in place of each of the `open` units' rows.
 * @param open units counted from 0, each once, in any order
 */
export function foldRows(units: number, height: number, open: readonly number[], drawerHeight: number): FoldRows {
  const inOrder = [...open].sort((a, b) => a - b);
  const rowHeight = (height - inOrder.length * drawerHeight) / (units - inOrder.length);
  const segments: FoldSegment[] = [];
  const drawers: FoldDrawer[] = [];
  let from = 0;
  let top = 0;
  for (const end of [...inOrder, units]) {
    const segment = { from, to: end, top, height: (end - from) * rowHeight };
    if (end > from) segments.push(segment);
    top += segment.height;
    if (end < units) drawers.push({ unit: end, top });
    top += drawerHeight;
    from = end + 1;
  }
  return { height, rowHeight, segments, drawers };
}

/** The top of a unit's row, or of its drawer. */
export function topOf({ segments, drawers, rowHeight }: FoldRows, unit: number): number {
  const drawer = drawers.find((drawer) => drawer.unit === unit);
  if (drawer) return drawer.top;
  const segment = segments.find(({ from, to }) => unit >= from && unit < to);
  return segment ? segment.top + (unit - segment.from) * rowHeight : 0;
}

/** The unit whose row, or whose drawer, lies at a height. */
export function unitAt({ segments, drawers, rowHeight, height }: FoldRows, y: number): number {
  const inside = Math.min(Math.max(y, 0), height - 1e-6);
  const segment = segments.find(({ top, height }) => inside >= top && inside < top + height);
  if (segment) return Math.min(segment.to - 1, segment.from + Math.floor((inside - segment.top) / rowHeight));
  const above = drawers.filter(({ top }) => top <= inside);
  return above[above.length - 1].unit;
}
