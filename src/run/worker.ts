import { connect, type Port } from "./channel.ts";
import type { RunCalls, WorkerCalls } from "./protocol.ts";
import { createSession } from "./session.ts";

/** Milliseconds of training between two looks at the host's messages. */
const slice = 10;

/**
 * Serves runs over a port: the whole of what happens in a worker.
 * @param rest lets waiting messages and timers have their turn
 */
export function serveRuns(port: Port, rest: () => Promise<void>): void {
  const session = createSession((progress) => host.remote.progress(progress), { slice, rest });
  const host = connect<WorkerCalls, RunCalls>(port, session, null);
}
