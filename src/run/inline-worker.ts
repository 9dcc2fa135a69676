import { connect } from "./channel.ts";
import { portPair } from "./ports.ts";
import type { RunCalls, WorkerCalls } from "./protocol.ts";
import type { RunWorker } from "./run-worker.ts";
import { createSession } from "./session.ts";

/** Short, since the thread is the editor's extension host. */
const slice = 8;

/** Where no worker starts, a run in short slices on this thread. */
export function startInlineWorker(): RunWorker {
  const [ours, theirs] = portPair();
  const rest = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  const session = createSession((progress) => host.remote.progress(progress), { slice, rest });
  const host = connect<WorkerCalls, RunCalls>(theirs, session, null);
  return { port: ours, onDeath: () => undefined, end: () => host.close("The run was ended") };
}
