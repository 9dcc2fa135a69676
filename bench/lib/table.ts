/** One line of what was measured. */
export interface Row {
  readonly what: string;
  readonly measured: string;
  /** What the product claims; empty where it claims nothing. */
  readonly claim: string;
  /** Whether the claim holds; null where there is none, or nothing could be measured. */
  readonly holds: boolean | null;
}

/** The value that so many of 100 are not above. */
export function percentile(values: readonly number[], percent: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil((percent / 100) * sorted.length) - 1)];
}

/** All lines, in columns. */
export function tableOf(rows: readonly Row[]): string {
  const marks = new Map<boolean | null, string>([
    [true, "yes"],
    [false, "NO"],
    [null, ""],
  ]);
  const cells = [
    ["", "measured", "claimed", "holds"],
    ...rows.map(({ what, measured, claim, holds }) => [what, measured, claim, marks.get(holds) ?? ""]),
  ];
  const widths = cells[0].map((_, column) => Math.max(...cells.map((line) => line[column].length)));
  return cells
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column]))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
