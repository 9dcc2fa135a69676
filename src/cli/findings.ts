import type { Finding } from "../core/findings/finding.ts";
import { printable } from "./printable.ts";
import { emphasize } from "./style.ts";

/** What keeps a network from learning well, under a heading. */
export function findingsText(findings: readonly Finding[]): string {
  return [
    `\n${emphasize("bold", "What keeps it from learning well")}`,
    ...findings.map(({ message, advice, since }) => {
      const when = since === 0 ? "before training" : `since step ${since}`;
      return `  ${emphasize("yellow", "•")} ${printable(message)} (${when})\n    ${printable(advice)}`;
    }),
  ].join("\n");
}
