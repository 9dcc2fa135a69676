/** Milliseconds of work between two pauses: typing and scrolling are not to be felt to stall. */
const slice = 8;

/**
 * For work on a thread that others need as well: a function to be called between pieces of it, which waits a moment
 * where there has not been a pause for long, so that what else is to be done has its turn.
 */
export function createPauses(): () => Promise<void> {
  let last = performance.now();
  return async () => {
    if (performance.now() - last < slice) return;
    await new Promise((resolve) => setTimeout(resolve));
    last = performance.now();
  };
}
