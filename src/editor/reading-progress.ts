import { type Progress, ProgressLocation, window } from "vscode";
import type { Chunks } from "../spec/data-file.ts";

/** Milliseconds that a file is read before that is worth telling. */
const patience = 500;

/** Milliseconds from one number that is shown to the next. */
const interval = 200;

/** Passes on the chunks of a file; where that takes long, the status bar tells how far it is. */
export async function* readingWithProgress(name: string, size: number, chunks: Chunks): AsyncGenerator<Uint8Array> {
  let progress: Progress<{ message: string }> | null = null;
  let end = () => {};
  let next = performance.now() + patience;
  let read = 0;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      read += chunk.length;
      if (performance.now() < next) continue;
      next = performance.now() + interval;
      const shown = progress;
      if (shown) (shown as Progress<{ message: string }>).report({ message: percentText(read, size) });
      else
        void window.withProgress({ location: ProgressLocation.Window, title: `Reading ${name}` }, (begun) => {
          progress = begun;
          begun.report({ message: percentText(read, size) });
          return new Promise<void>((resolve) => {
            end = resolve;
          });
        });
    }
  } finally {
    end();
  }
}

function percentText(read: number, size: number): string {
  return `${Math.floor((100 * read) / size)} %`;
}
