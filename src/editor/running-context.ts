import { commands, Disposable, type Uri } from "vscode";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";

/** The name under which package.json asks for the specs that are training, to offer Pause in place of Train. */
const contextKey = "unboxed.running";

/** Offers Pause for the specs that are training at the moment, and Train for the others. */
export function followRunning(runs: SpecRuns): Disposable {
  const running = new Map<string, Uri>();

  function tell(): void {
    // By path: in a remote window the editor knows a file by another scheme than the extension host does.
    const paths = [...running.values()].map(({ fsPath }) => fsPath);
    void commands.executeCommand("setContext", contextKey, paths);
  }

  function note({ uri }: SpecRun, isRunning: boolean): void {
    const key = uri.toString();
    if (running.has(key) === isRunning) return;
    if (isRunning) running.set(key, uri);
    else running.delete(key);
    tell();
  }

  tell();
  return Disposable.from(
    runs.onDidChange((specRun) => note(specRun, specRun.run.snapshot()?.state === "running")),
    runs.onDidEnd((specRun) => note(specRun, false)),
  );
}
