import { type Channel, connect } from "./channel.ts";
import { startInlineWorker } from "./inline-worker.ts";
import type { RunCalls, WorkerCalls } from "./protocol.ts";
import type { StartWorker } from "./run-worker.ts";

/**
 * Asks something of a worker of its own, so that no run waits for it; without one, on this thread.
 * @param told is told by the worker how far it is
 * @param signal ends it; the promise rejects then
 */
export async function askOwnWorker<Answer>(
  startWorker: StartWorker,
  told: Partial<Omit<RunCalls, "progress">>,
  signal: AbortSignal,
  question: (calls: Channel<WorkerCalls>["remote"]) => Promise<Answer>,
): Promise<Answer> {
  const worker = await startWorker().catch(startInlineWorker);
  const nothing = () => undefined;
  const handlers: RunCalls = { progress: nothing, gradientsChecked: nothing, expectationsChecked: nothing, ...told };
  const channel = connect<RunCalls, WorkerCalls>(worker.port, handlers, null);
  const end = (reason: string) => {
    channel.close(reason);
    worker.end();
  };
  if (signal.aborted) end("The check was cancelled");
  signal.addEventListener("abort", () => end("The check was cancelled"));
  worker.onDeath(end);
  try {
    return await question(channel.remote);
  } finally {
    end("The check is over");
  }
}
