import type { Port } from "./channel.ts";

/** A worker that serves runs, seen from the host. */
export interface RunWorker {
  readonly port: Port;
  /** Sets the one listener for the worker's unexpected end, with a sentence on what happened. */
  readonly onDeath: (listener: (reason: string) => void) => void;
  /** Ends it, whatever it is doing. */
  readonly end: () => void;
}

/** Starts a worker; rejects if none can be had here. */
export type StartWorker = () => Promise<RunWorker>;
