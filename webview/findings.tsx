import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Finding } from "../src/core/findings/finding.ts";
import type { Snapshot } from "../src/run/snapshot.ts";
import { WarningIcon } from "./icons.tsx";
import { ids } from "./ids.ts";
import { strings } from "./strings.ts";
import { useCalm } from "./use-calm.ts";

/** While training, the findings change at most this often, in milliseconds: their numbers change with every step. */
const changeEvery = 1000;
/** For so long none must be left before they go: they move all below them when they come and go. */
const goneAfter = 3000;

/** What was found in one run. */
export interface RunFindings {
  readonly generation: number;
  readonly findings: readonly Finding[];
}

/** The findings of a run as they are to be read: calm while it trains, exact when it stands still. */
export function useCalmFindings({ generation, state, ...standing }: Snapshot): RunFindings {
  // Why a run failed is said by its own notice.
  const findings = standing.findings.filter(({ kind }) => state !== "failed" || kind !== "nonFinite");
  const isRunning = state === "running";
  const key = JSON.stringify([generation, isRunning, findings.map(({ message, advice }) => [message, advice])]);
  return useCalm({ generation, findings }, key, (sinceShown) => {
    if (!isRunning) return 0;
    return findings.length > 0 ? changeEvery - sinceShown : goneAfter;
  });
}

/** What keeps the network from learning well: the first finding, and the others when asked for. */
export function Findings({ findings: [first, ...others] }: { findings: readonly Finding[] }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  return (
    <section class="notice warning findings" aria-label={strings.findings}>
      <WarningIcon />
      <div class="list" id={ids.findings}>
        <FindingText finding={first} />
        {isOpen && others.map((finding) => <FindingText key={findingKey(finding)} finding={finding} />)}
      </div>
      {others.length > 0 && (
        <button
          type="button"
          class="button secondary"
          aria-expanded={isOpen}
          aria-controls={ids.findings}
          title={isOpen ? strings.fewerFindingsTitle : strings.moreFindingsTitle}
          onClick={() => setOpen(!isOpen)}
        >
          {isOpen ? strings.fewerFindings : strings.moreFindings(others.length)}
        </button>
      )}
    </section>
  );
}

function FindingText({ finding: { message, advice } }: { finding: Finding }): JSX.Element {
  return (
    <p>
      {message} <span class="advice">{advice}</span>
    </p>
  );
}

/** What makes a finding another one than before; its numbers do not. */
export function findingKey({ kind, where }: Finding): string {
  return JSON.stringify([kind, where]);
}
