import { setTimeout as sleep } from "node:timers/promises";

/** How long things may take on a busy machine with two cores. */
const PATIENCE_MS = 30_000;

const INTERVAL_MS = 100;

/**
 * Looks again and again until what is seen is as expected.
 *
 * @param what what is waited for, for the error that tells what was seen instead
 * @returns what was seen
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  accept: (seen: T) => boolean,
  patience = PATIENCE_MS,
): Promise<T> {
  const deadline = Date.now() + patience;
  for (;;) {
    const attempt = await tryTo(look);
    if ("seen" in attempt && accept(attempt.seen)) return attempt.seen;
    if (Date.now() > deadline) {
      const instead = "seen" in attempt ? JSON.stringify(attempt.seen) : String(attempt.error);
      throw new Error(`${what}: not within ${patience / 1000} s. Seen instead: ${instead}`);
    }
    await sleep(INTERVAL_MS);
  }
}

/** Looks until the same is seen twice in a row, and is as expected. */
export async function settled<T>(
  what: string,
  look: () => T | Promise<T>,
  accept: (seen: T) => boolean = () => true,
  patience = PATIENCE_MS,
): Promise<T> {
  let before: string | undefined;
  return eventually(
    what,
    look,
    (seen) => {
      const now = JSON.stringify(seen);
      const same = now === before;
      before = now;
      return same && accept(seen);
    },
    patience,
  );
}

/** What a look shows; an element that vanishes meanwhile is no reason to give up. */
async function tryTo<T>(look: () => T | Promise<T>): Promise<{ seen: T } | { error: unknown }> {
  try {
    return { seen: await look() };
  } catch (error) {
    return { error };
  }
}
