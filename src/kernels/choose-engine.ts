import type { CreateEngine } from "../core/engine.ts";
import { plainEngine } from "../core/plain-engine.ts";
import { parameterCount } from "../core/spec.ts";
import { createWasmEngine } from "./wasm-engine.ts";

/** With fewer parameters than this, calling a kernel takes longer than its work. */
const fewestForKernels = 50;

/** The fastest engine for a spec's network that there is here. */
export const chooseEngine: CreateEngine = (spec) =>
  (parameterCount(spec) >= fewestForKernels ? createWasmEngine(spec) : null) ?? plainEngine;
