import type { ExpectationResult } from "../core/expectation/expectation-check.ts";
import type { Spec } from "../core/spec.ts";
import { askOwnWorker } from "./own-worker.ts";
import type { ExpectationProgress } from "./protocol.ts";
import type { StartWorker } from "./run-worker.ts";

/**
 * Makes the run that a spec's expectations are about in a worker of its own, and looks at each of them.
 * @param tell is told how far the run is
 * @param signal ends it; the promise rejects then
 * @returns one result for each expectation, in their order
 */
export function requestExpectationCheck(
  spec: Spec,
  startWorker: StartWorker,
  tell: (progress: ExpectationProgress) => void,
  signal: AbortSignal,
): Promise<ExpectationResult[]> {
  const told = { expectationsChecked: tell };
  return askOwnWorker(startWorker, told, signal, (worker) => worker.checkExpectations({ spec }));
}
