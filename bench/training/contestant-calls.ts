/** What the process of a peer answers. Those in Python answer the same, without `memory`. */
export interface ContestantCalls {
  /** Makes the network of a workload. */
  begin: (params: BeginParams) => { readonly samplesPerStep: number };
  /** Takes so many steps; answers how long they took. */
  train: (params: { readonly steps: number }) => Duration;
  /** The mean squared error of the outputs for the first so many samples. */
  error: (params: { readonly samples: number }) => number;
  memory: () => Memory;
}

export interface BeginParams {
  readonly peer: string;
  /** The workload's name. */
  readonly workload: string;
}

/** In nanoseconds: on the clock, and of the processor's time. They lie apart where others want the processor, too. */
export interface Duration {
  readonly elapsed: number;
  readonly computed: number;
}

/** Resident memory of a process in bytes: now, and at most since it began. */
export interface Memory {
  readonly resident: number;
  readonly peak: number;
}
