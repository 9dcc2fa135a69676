import type { ViewUpdate } from "../src/run/protocol.ts";

/**
 * The update as it was sent. The editor carries messages to a page as JSON, in which a loss that is
 * no finite number becomes null; arrays of numbers arrive as they are.
 */
export function received(update: ViewUpdate): ViewUpdate {
  const { snapshot, worked } = update;
  return {
    ...update,
    snapshot: snapshot && { ...snapshot, loss: numberOf(snapshot.loss) },
    worked: worked && {
      ...worked,
      loss: numberOf(worked.loss),
      samples: worked.samples.map((sample) => ({ ...sample, loss: numberOf(sample.loss) })),
    },
  };
}

function numberOf(carried: number | null): number {
  return carried ?? Number.NaN;
}
