import { portPair } from "./ports.ts";
import type { RunWorker } from "./run-worker.ts";
import { serve } from "./worker.ts";

/** Short, since the thread is the editor's extension host. */
const slice = 8;

/** Where no worker starts, its work in short slices on this thread. */
export function startInlineWorker(): RunWorker {
  const [ours, theirs] = portPair();
  const rest = () => new Promise<void>((resolve) => setTimeout(resolve, 0));
  const host = serve(theirs, { slice, rest });
  return { port: ours, onDeath: () => undefined, end: () => host.close("The run was ended") };
}
