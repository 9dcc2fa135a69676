import type { JSX } from "preact";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { changeEvery, findingKey, useCalmFindings } from "./calm-findings.ts";
import { FindingCard } from "./finding-card.tsx";
import { healthStrings } from "./strings.ts";
import { VitalsView } from "./vitals-view.tsx";

/** What keeps the network from learning well, with the numbers that show it; or those that show that all is well. */
export function HealthPane({ run, store }: PaneProps): JSX.Element {
  const { snapshot } = run;
  const { generation, findings } = useCalmFindings(snapshot);
  const asked = findings.map(({ kind, where }) => ({ kind, where }));
  const answer = useInspection(store, snapshot, "evidence", { findings: asked }, changeEvery);
  const isStarted = snapshot.step > 0;
  return (
    <div class="health" key={generation}>
      {findings.map((finding, k) => (
        <FindingCard
          key={findingKey(finding)}
          finding={finding}
          evidence={answer?.evidence[k] ?? null}
          run={run}
          store={store}
        />
      ))}
      {findings.length === 0 && <p class="verdict">{isStarted ? healthStrings.noneFound : healthStrings.noneBefore}</p>}
      {(findings.length === 0 || !isStarted) && (
        <p class="watched quiet">{isStarted ? healthStrings.watched : healthStrings.watchedThen}</p>
      )}
      {findings.length === 0 && answer?.vitals && <VitalsView vitals={answer.vitals} outline={run.outline} />}
    </div>
  );
}
