import { Disposable, type LogOutputChannel } from "vscode";
import { fileNameOf } from "./language.ts";
import { beginningLine, endLine } from "./run-log-lines.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";

/** Writes into the log what whoever looks into a report wants to know: how runs begin, and how they end. */
export function logRuns(runs: SpecRuns, log: LogOutputChannel): Disposable {
  const before = new WeakMap<SpecRun, { readonly generation: number; readonly state: string }>();
  return Disposable.from(
    runs.onDidChange((specRun) => {
      const { run, uri } = specRun;
      const [snapshot, outline] = [run.snapshot(), run.outline()];
      if (!snapshot || !outline) return;
      const { generation, state } = snapshot;
      const last = before.get(specRun);
      if (last?.generation === generation && last.state === state) return;
      before.set(specRun, { generation, state });
      const wasIdle = last?.generation !== generation || last.state === "idle";
      if (wasIdle && state !== "idle") log.info(`${fileNameOf(uri)}: ${beginningLine(outline, snapshot)}`);
      if (state === "finished") log.info(`${fileNameOf(uri)}: ${endLine(snapshot)}`);
      if (state === "failed") log.error(`${fileNameOf(uri)}: ${endLine(snapshot)}`);
    }),
  );
}
