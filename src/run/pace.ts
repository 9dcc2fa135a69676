/** How long work shares its thread with everything else. */
export interface Pace {
  /** Milliseconds of work between two looks at what else is to be done. */
  readonly slice: number;
  /** Lets everything else that waits for the thread have its turn. */
  readonly rest: () => Promise<void>;
}

/** The slice where the thread is the worker's own. */
export const workerSlice = 10;
