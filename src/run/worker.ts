import { connect, type Port } from "./channel.ts";
import type { RunCalls, WorkerCalls } from "./protocol.ts";
import { createSession } from "./session.ts";

/** Milliseconds of training between two looks at the host's messages. */
const slice = 10;

/** Serves runs over a port: the whole of what happens in a worker. */
export function serveRuns(port: Port): void {
  const rest = createRest();
  const session = createSession((progress) => host.remote.progress(progress), { slice, rest });
  const host = connect<WorkerCalls, RunCalls>(port, session, null);
}

/**
 * Lets waiting messages and timers have their turn. A message to oneself comes back at once, where
 * browsers stretch a timer of no time to four milliseconds.
 */
function createRest(): () => Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    });
}
