/** What modules check with that run inside an extension host: a web host has no assertion library. */

/** Looks so often, and waits so many milliseconds in between: half a minute on a busy machine. */
const tries = 600;
const interval = 50;

/** Fails unless both are the same. */
export function expectSame(actual: unknown, expected: unknown): void {
  const [seen, wanted] = [JSON.stringify(actual), JSON.stringify(expected)];
  if (seen !== wanted) throw new Error(`expected ${wanted}, but saw ${seen}`);
}

/**
 * Looks again and again until there is something to see, and it is as it should be.
 * @param what what is waited for, for the error
 */
export async function eventually<T>(
  what: string,
  look: () => T | undefined | false | Promise<T | undefined | false>,
  accept: (seen: T) => boolean = () => true,
): Promise<T> {
  let seen = await look();
  for (let k = 0; k < tries; k++) {
    if (seen !== undefined && seen !== false && accept(seen)) return seen;
    await later(interval);
    seen = await look();
  }
  throw new Error(`${what} did not come; seen instead: ${JSON.stringify(seen)}`);
}

/** Looks again and again until what is seen is what was expected. */
export async function eventuallySame(what: string, look: () => unknown, expected: unknown): Promise<void> {
  const wanted = JSON.stringify(expected);
  await eventually(
    `${what}, which is to be ${wanted},`,
    async () => JSON.stringify(await look()),
    (seen) => seen === wanted,
  );
}

/** Waits for so many milliseconds. */
export function later(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
