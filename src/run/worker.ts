import type { CreateEngine } from "../core/engine.ts";
import { type Channel, connect, type Port } from "./channel.ts";
import { checkExpectationsInSlices, checkGradientsInSlices } from "./check-slices.ts";
import type { Pace } from "./pace.ts";
import type { RunCalls, WorkerCalls } from "./protocol.ts";
import { createSession } from "./session.ts";

/**
 * Serves a host over a port: the whole of what happens in a worker.
 * @param createEngine makes what carries out the arithmetic of runs; the plain engine unless given
 */
export function serve(port: Port, pace: Pace, createEngine?: CreateEngine): Channel<RunCalls> {
  const session = createSession((progress) => host.remote.progress(progress), pace, createEngine);
  const host: Channel<RunCalls> = connect<WorkerCalls, RunCalls>(
    port,
    {
      ...session,
      hello: () => undefined,
      checkGradients: ({ spec }) => checkGradientsInSlices(spec, pace, (to) => host.remote.gradientsChecked(to)),
      checkExpectations: ({ spec }) =>
        checkExpectationsInSlices(spec, pace, createEngine, (to) => host.remote.expectationsChecked(to)),
    },
    null,
  );
  return host;
}
