import { SingleBar } from "cli-progress";
import { printable } from "./printable.ts";

/** How far some work has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What else there is to know, in a few words. */
  readonly note: string;
}

/** How often the bar is painted, in milliseconds. */
const interval = 100;

/** Milliseconds that work goes on before its progress is worth a bar. */
const patience = 500;

/** A bar that is painted on a terminal only. */
function createBar(format: string): SingleBar {
  return new SingleBar({
    format,
    stream: process.stderr,
    barsize: 30,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    // An interrupt ends the process at once: it must find the terminal as it was.
    hideCursor: false,
    linewrap: true,
  });
}

/** Passes on the chunks of a file, with a progress bar on a terminal where that takes long. */
export async function* readingWithProgress(
  name: string,
  size: number,
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  const bar = createBar(`{bar} {percentage} % | reading ${printable(name)}`);
  const start = performance.now() + patience;
  let read = 0;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      read += chunk.length;
      if (bar.isActive) bar.update(read);
      else if (performance.now() > start) bar.start(size, read);
    }
  } finally {
    bar.stop();
  }
}

/**
 * Does a piece of work in small parts, with a progress bar on a terminal.
 * @param unit what is counted
 * @param advance does the next part; returns whether all is done
 */
export function workWithProgress(unit: string, advance: () => boolean, progress: () => Progress): void {
  const bar = createBar(`{bar} {percentage} % | ${unit} {value} of {total} | {note}`);
  const { total, note } = progress();
  bar.start(total, 0, { note });
  // The bar repaints by a timer, which cannot run while this loop does: it is told.
  let nextPaint = performance.now() + interval;
  while (!advance()) {
    // Away from a terminal the bar has not started, and would be painted all the same.
    if (!bar.isActive || performance.now() < nextPaint) continue;
    const { done, note } = progress();
    bar.update(done, { note });
    bar.render();
    nextPaint = performance.now() + interval;
  }
  bar.stop();
}
