import type { TrainingRun } from "../training-run.ts";

/**
 * A question about where a run stands, answered piece by piece: whoever drives the generator may rest after each
 * piece, or leave it. Since the run may train on meanwhile, an inspection copies what it needs before its first piece.
 */
export type Inspection<Request, Answer> = (run: TrainingRun, request: Request) => Generator<void, Answer>;
