import type { GradientReport } from "../core/gradient-check/gradient-check.ts";
import type { Spec } from "../core/spec.ts";
import { askOwnWorker } from "./own-worker.ts";
import type { GradientProgress } from "./protocol.ts";
import type { StartWorker } from "./run-worker.ts";

/**
 * Checks the gradients of a spec in a worker of its own.
 * @param tell is told how far the check is
 * @param signal ends it; the promise rejects then
 */
export function requestGradientCheck(
  spec: Spec,
  startWorker: StartWorker,
  tell: (progress: GradientProgress) => void,
  signal: AbortSignal,
): Promise<GradientReport> {
  return askOwnWorker(startWorker, { gradientsChecked: tell }, signal, (worker) => worker.checkGradients({ spec }));
}
