import { commands, type Disposable, EventEmitter, type Uri } from "vscode";
import type { SpecRuns } from "./spec-runs.ts";

/** Which specs are training at the moment. Fires only when that changes, not with every step. */
export interface RunningSpecs extends Disposable {
  readonly has: (uri: Uri) => boolean;
  readonly onDidChange: (listener: () => void) => Disposable;
}

/** The name under which package.json asks for the running specs, to offer Pause in place of Train. */
const contextKey = "unboxed.running";

/** Follows all runs. */
export function createRunningSpecs(runs: SpecRuns): RunningSpecs {
  const running = new Map<string, Uri>();
  const didChange = new EventEmitter<void>();
  const following = runs.onDidChange(({ uri, run }) => {
    const key = uri.toString();
    const isRunning = run.snapshot()?.state === "running";
    if (running.has(key) === isRunning) return;
    if (isRunning) running.set(key, uri);
    else running.delete(key);
    // By path: in a remote window the editor knows a file by another scheme than the extension host does.
    const paths = [...running.values()].map(({ fsPath }) => fsPath);
    void commands.executeCommand("setContext", contextKey, paths);
    didChange.fire();
  });
  void commands.executeCommand("setContext", contextKey, []);
  return {
    has: (uri) => running.has(uri.toString()),
    onDidChange: didChange.event,
    dispose: () => {
      following.dispose();
      didChange.dispose();
    },
  };
}
