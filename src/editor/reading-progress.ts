import { type Progress, ProgressLocation, window } from "vscode";
import type { Chunks } from "../spec/data-file.ts";

/** Milliseconds that a file is read before that is worth telling. */
const usualPatience = 500;

/** Milliseconds from one number that is shown to the next. */
const interval = 200;

/** Passes on the chunks of a file; where that takes long, the status bar tells how far it is. */
export async function* readingWithProgress(
  name: string,
  size: number,
  chunks: Chunks,
  patience = usualPatience,
): AsyncGenerator<Uint8Array> {
  let shown: Shown | null = null;
  let next = performance.now() + patience;
  let read = 0;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      read += chunk.length;
      if (performance.now() < next) continue;
      next = performance.now() + interval;
      const message = `${Math.floor((100 * read) / size)} %`;
      if (shown === null) shown = showProgress(`Reading ${name}`, message);
      else shown.report(message);
    }
  } finally {
    shown?.end();
  }
}

/** A progress in the status bar. */
interface Shown {
  readonly report: (message: string) => void;
  readonly end: () => void;
}

function showProgress(title: string, first: string): Shown {
  let bar: Progress<{ message: string }> | null = null;
  let latest = first;
  let end = () => {};
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  void window.withProgress({ location: ProgressLocation.Window, title }, (progress) => {
    bar = progress;
    bar.report({ message: latest });
    return ended;
  });
  return {
    report: (message) => {
      latest = message;
      bar?.report({ message });
    },
    end,
  };
}
