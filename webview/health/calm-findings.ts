import type { Finding } from "../../src/core/findings/finding.ts";
import type { Snapshot } from "../../src/run/snapshot.ts";
import { useCalm } from "../use-calm.ts";

/** While training, the findings change at most this often, in milliseconds: their numbers change with every step. */
export const changeEvery = 1000;
/** For so long none must be left before they go: they move all below them when they come and go. */
const goneAfter = 3000;

/** What was found in one run. */
export interface RunFindings {
  readonly generation: number;
  readonly findings: readonly Finding[];
}

/** The findings of a run as they are to be read: calm while it trains, exact when it stands still. */
export function useCalmFindings({ generation, state, findings }: Snapshot): RunFindings {
  const isRunning = state === "running";
  const key = JSON.stringify([
    generation,
    isRunning,
    findings.map((finding) => [findingKey(finding), finding.message, finding.advice]),
  ]);
  return useCalm({ generation, findings }, key, (sinceShown) => {
    if (!isRunning) return 0;
    return findings.length > 0 ? changeEvery - sinceShown : goneAfter;
  });
}

/** What makes a finding another one than before; its numbers do not. */
export function findingKey({ kind, where }: Pick<Finding, "kind" | "where">): string {
  return JSON.stringify([kind, where]);
}
