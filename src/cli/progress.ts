import { SingleBar } from "cli-progress";

/** How far some work has come. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** What else there is to know, in a few words. */
  readonly note: string;
}

/** How often the bar is painted, in milliseconds. */
const interval = 100;

/**
 * Does a piece of work in small parts, with a progress bar on a terminal.
 * @param unit what is counted
 * @param advance does the next part; returns whether all is done
 */
export function workWithProgress(unit: string, advance: () => boolean, progress: () => Progress): void {
  const bar = new SingleBar({
    format: `{bar} {percentage} % | ${unit} {value} of {total} | {note}`,
    stream: process.stderr,
    barsize: 30,
    barCompleteChar: "█",
    barIncompleteChar: "░",
    clearOnComplete: true,
    // An interrupt ends the process at once: it must find the terminal as it was.
    hideCursor: false,
    linewrap: true,
  });
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
