/** Pieces of Markdown. */

/** Words as they are: what Markdown would take for a mark of its own is none. */
export function markdownWords(text: string): string {
  return text.replace(/[\\`*_|<>$#[\]]/g, (character) => `\\${character}`);
}

/** A table whose first column is of words and whose others are of numbers; its cells are Markdown already. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [
    `| ${head.join(" | ")} |`,
    `| ${head.map((_, k) => (k === 0 ? "---" : "---:")).join(" | ")} |`,
    ...rows.map((row) => `| ${row.join(" | ")} |`),
  ].join("\n");
}

/** A table for where cells have no room of their own around them, as in a hover. */
export function spacedMarkdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const spaced = (cells: readonly string[]) => cells.map((cell, k) => (k === 0 ? cell : `&emsp;${cell}`));
  return markdownTable(spaced(head), rows.map(spaced));
}
