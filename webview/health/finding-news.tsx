import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Snapshot } from "../../src/run/snapshot.ts";
import { findingKey, useCalmFindings } from "./calm-findings.ts";
import { healthStrings } from "./strings.ts";

/** Tells screen readers of each finding once in a run, whichever tab is open. */
export function FindingNews({ snapshot }: { snapshot: Snapshot }): JSX.Element {
  const { generation, findings } = useCalmFindings(snapshot);
  const told = useRef({ generation, keys: new Set<string>() });
  const [news, setNews] = useState("");
  // Why a run failed is said by its own notice.
  const isFailed = snapshot.state === "failed";
  useEffect(() => {
    if (told.current.generation !== generation) told.current = { generation, keys: new Set() };
    const { keys } = told.current;
    const fresh = findings.filter(
      (finding) => !keys.has(findingKey(finding)) && !(isFailed && finding.kind === "nonFinite"),
    );
    for (const finding of fresh) keys.add(findingKey(finding));
    if (fresh.length > 0) setNews(healthStrings.newFindings(fresh.map(({ message }) => message)));
  }, [findings, generation, isFailed]);
  return (
    <p class="visually-hidden finding-news" aria-live="polite">
      {news}
    </p>
  );
}
