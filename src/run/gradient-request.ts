import type { GradientReport } from "../core/gradient-check/gradient-check.ts";
import type { Spec } from "../core/spec.ts";
import { connect } from "./channel.ts";
import { startInlineWorker } from "./inline-worker.ts";
import type { GradientProgress, RunCalls, WorkerCalls } from "./protocol.ts";
import type { StartWorker } from "./run-worker.ts";

/**
 * Checks the gradients of a spec in a worker of its own, so that no run waits for it; without one, on this thread.
 * @param tell is told how far the check is
 * @param signal ends it; the promise rejects then
 */
export async function requestGradientCheck(
  spec: Spec,
  startWorker: StartWorker,
  tell: (progress: GradientProgress) => void,
  signal: AbortSignal,
): Promise<GradientReport> {
  const worker = await startWorker().catch(startInlineWorker);
  const handlers: RunCalls = { progress: () => undefined, gradientsChecked: tell };
  const channel = connect<RunCalls, WorkerCalls>(worker.port, handlers, null);
  const end = (reason: string) => {
    channel.close(reason);
    worker.end();
  };
  signal.addEventListener("abort", () => end("The check was cancelled"));
  worker.onDeath(end);
  try {
    return await channel.remote.checkGradients({ spec });
  } finally {
    end("The check is over");
  }
}
