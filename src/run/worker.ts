import { type Channel, connect, type Port } from "./channel.ts";
import { checkExpectationsInSlices, checkGradientsInSlices } from "./check-slices.ts";
import type { Pace } from "./pace.ts";
import type { RunCalls, WorkerCalls } from "./protocol.ts";
import { createSession } from "./session.ts";

/** Serves a host over a port: the whole of what happens in a worker. */
export function serve(port: Port, pace: Pace): Channel<RunCalls> {
  const session = createSession((progress) => host.remote.progress(progress), pace);
  const host: Channel<RunCalls> = connect<WorkerCalls, RunCalls>(
    port,
    {
      ...session,
      hello: () => undefined,
      checkGradients: ({ spec }) => checkGradientsInSlices(spec, pace, (to) => host.remote.gradientsChecked(to)),
      checkExpectations: ({ spec }) =>
        checkExpectationsInSlices(spec, pace, (to) => host.remote.expectationsChecked(to)),
    },
    null,
  );
  return host;
}
