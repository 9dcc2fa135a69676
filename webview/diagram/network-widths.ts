/** How wide the parts of a network are, in pixels. */
export interface NetworkWidths {
  readonly inset: number;
  readonly input: number;
  /** Between the columns of two layers. */
  readonly gap: number;
  readonly unit: number;
  readonly lossGap: number;
  readonly loss: number;
}

/** The least that holds the numbers: two layers fit into 500 pixels, three into 660. */
const least: NetworkWidths = { inset: 12, input: 56, gap: 36, unit: 120, lossGap: 22, loss: 84 };
const usual: NetworkWidths = { inset: 24, input: 124, gap: 76, unit: 140, lossGap: 48, loss: 152 };
/** Beyond the usual only the edges grow. */
const most: NetworkWidths = { ...usual, lossGap: 72, gap: 260 };

/** The width that a network of so many layers takes. */
export function widthOf({ inset, input, gap, unit, lossGap, loss }: NetworkWidths, layers: number): number {
  return 2 * inset + input + layers * (gap + unit) + lossGap + loss;
}

/** The widths with which a network of so many layers fills the available width, if it can. */
export function networkWidths(available: number, layers: number): NetworkWidths {
  const isNarrow = available < widthOf(usual, layers);
  const [from, to] = isNarrow ? [least, usual] : [usual, most];
  const share = (available - widthOf(from, layers)) / (widthOf(to, layers) - widthOf(from, layers));
  const between = (part: keyof NetworkWidths) =>
    from[part] + Math.floor((to[part] - from[part]) * Math.min(1, Math.max(0, share)));
  return {
    inset: between("inset"),
    input: between("input"),
    gap: between("gap"),
    unit: between("unit"),
    lossGap: between("lossGap"),
    loss: between("loss"),
  };
}
