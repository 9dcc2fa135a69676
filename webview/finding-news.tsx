import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { findingKey, type RunFindings } from "./findings.tsx";
import { strings } from "./strings.ts";

/** Tells screen readers of each finding once in a run. */
export function FindingNews({ found: { findings, generation } }: { found: RunFindings }): JSX.Element {
  const told = useRef({ generation, keys: new Set<string>() });
  const [news, setNews] = useState("");
  useEffect(() => {
    if (told.current.generation !== generation) told.current = { generation, keys: new Set() };
    const { keys } = told.current;
    const fresh = findings.filter((finding) => !keys.has(findingKey(finding)));
    for (const finding of fresh) keys.add(findingKey(finding));
    if (fresh.length > 0) setNews(strings.newFindings(fresh.map(({ message }) => message)));
  }, [findings, generation]);
  return (
    <p class="visually-hidden finding-news" aria-live="polite">
      {news}
    </p>
  );
}
