import { Disposable, languages, type TextDocument, type Uri, workspace } from "vscode";
import type { Finding } from "../core/findings/finding.ts";
import type { Diagnostic } from "../spec/diagnostic.ts";
import { findingDiagnostic } from "../spec/finding-diagnostics.ts";
import { toVSCode } from "./diagnostics.ts";
import { isSpec, openDocument } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import type { SpecRuns } from "./spec-runs.ts";

/** Milliseconds from one update of a spec's findings to the next: nobody reads faster. */
const updateInterval = 500;

/** What was last shown of a run. */
interface Shown {
  readonly version: number;
  /** Which findings, and what they say. */
  readonly set: string;
  readonly words: string;
}

/** Marks in an open spec what its run has shown to keep it from learning, as long as that is so. */
export function createHealthDiagnostics(runs: SpecRuns): Disposable {
  const collection = languages.createDiagnosticCollection("unboxed-health");
  const shown = new Map<string, Shown>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();

  function update(uri: Uri): void {
    const key = uri.toString();
    timers.delete(key);
    const document = openDocument(uri);
    if (!document) return;
    const findings = runFindings(runs, document);
    const now = { version: document.version, set: namesOf(findings), words: wordsOf(findings) };
    const last = shown.get(key) ?? { version: document.version, set: "", words: "" };
    const isRunning = runs.existing(uri)?.run.snapshot()?.state === "running";
    // While the run goes on, the numbers in a finding change with every look at it.
    const isSame = now.version === last.version && (isRunning ? now.set === last.set : now.words === last.words);
    if (isSame) return;
    shown.set(key, now);
    collection.set(
      uri,
      findingsIn(document, findings).map((diagnostic) => toVSCode(diagnostic, document)),
    );
  }

  function updateSoon(uri: Uri): void {
    const key = uri.toString();
    if (timers.has(key)) return;
    const wait = shown.has(key) ? updateInterval : 0;
    timers.set(
      key,
      setTimeout(() => update(uri), wait),
    );
  }

  function forget({ uri }: TextDocument): void {
    const key = uri.toString();
    clearTimeout(timers.get(key));
    timers.delete(key);
    shown.delete(key);
    collection.delete(uri);
  }

  const subscriptions = Disposable.from(
    collection,
    runs.onDidChange(({ uri }) => updateSoon(uri)),
    workspace.onDidOpenTextDocument((document) => {
      if (runs.existing(document.uri)) updateSoon(document.uri);
    }),
    workspace.onDidCloseTextDocument(forget),
  );
  return Disposable.from(subscriptions, {
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
    },
  });
}

/** What a spec's run has shown where it stands, each at its place in the text as it is now. */
export function healthIn(runs: SpecRuns, document: TextDocument): readonly Diagnostic[] {
  return findingsIn(document, runFindings(runs, document));
}

/** The findings of a spec's run; none once the text says something else than what the run began with. */
function runFindings(runs: SpecRuns, document: TextDocument): readonly Finding[] {
  const specRun = runs.existing(document.uri);
  if (!specRun || !isSpec(document) || specRun.changed().length > 0 || specRun.problems().length > 0) return [];
  return specRun.run.snapshot()?.findings ?? [];
}

function findingsIn(document: TextDocument, findings: readonly Finding[]): Diagnostic[] {
  const root = rootOf(document);
  return root ? findings.map((finding) => findingDiagnostic(finding, root)) : [];
}

function namesOf(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(({ kind, where }) => [kind, where]));
}

function wordsOf(findings: readonly Finding[]): string {
  return JSON.stringify(findings.map(({ kind, where, message }) => [kind, where, message]));
}
