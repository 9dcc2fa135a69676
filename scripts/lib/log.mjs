// @ts-check
// Progress goes to stderr, so that what a script prints as its result stays alone on stdout.

/** How often a line is written while something lasts, where no line can be rewritten. */
const REMINDER_MS = 10_000;

/**
 * Says one line.
 * @param {string} text
 */
export function say(text) {
  process.stderr.write(`${text}\n`);
}

/**
 * Says why a script failed: the message of the error and of what caused it, without their stacks.
 * @param {unknown} error
 */
export function sayError(error) {
  for (let reason = error; reason !== undefined; ) {
    say(reason instanceof Error ? reason.message : String(reason));
    reason = reason instanceof Error ? reason.cause : undefined;
  }
}

/**
 * Says what is being done and, with `work`, keeps saying so until it is done: a terminal shows the
 * seconds going up, a log file gets a line every ten seconds.
 *
 * @template T
 * @param {string} title what is being done, such as "Installing VS Code (about 320 MB, once)"
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>} what `work` gives
 */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => Math.round((Date.now() - started) / 1000);
  const live = process.stderr.isTTY === true;
  say(`${title} …`);
  const timer = setInterval(
    () => {
      if (live) rewriteLine(`${title} … ${seconds()} s`);
      else say(`${title} … still at it after ${seconds()} s`);
    },
    live ? 1000 : REMINDER_MS,
  );
  try {
    const result = await work();
    conclude("done");
    return result;
  } catch (error) {
    conclude("failed");
    throw error;
  } finally {
    clearInterval(timer);
  }

  /** @param {string} outcome */
  function conclude(outcome) {
    const text = `${title}: ${outcome} after ${seconds()} s`;
    if (live) rewriteLine(text);
    else if (outcome === "failed" || seconds() > 0) say(text);
  }
}

/**
 * Replaces the last line on the terminal. A line that would wrap is cut, as only its last row could
 * be replaced.
 * @param {string} text
 */
function rewriteLine(text) {
  const width = process.stderr.columns || 80;
  const shown = text.length < width ? text : `${text.slice(0, width - 2)}…`;
  process.stderr.write(`\x1b[1A\x1b[2K${shown}\n`);
}
