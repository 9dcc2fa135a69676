/** Work that is done a piece at a time: a generator that yields between the pieces, so that others come to their turn. */

/** What comes out of work that is done without a pause. */
export function outcomeOf<T>(work: Generator<void, T>): T {
  for (;;) {
    const next = work.next();
    if (next.done) return next.value;
  }
}
