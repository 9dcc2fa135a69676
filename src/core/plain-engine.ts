import type { Engine } from "./engine.ts";
import { createNumbers } from "./numbers.ts";
import { plainKernels } from "./plain-kernels.ts";

/** The engine that runs everywhere, and that says what the others have to compute. */
export const plainEngine: Engine = {
  name: "plain",
  createNumbers,
  kernels: plainKernels,
  createPass: null,
  createWholeStep: null,
};
