import type { Engine } from "../../src/core/engine.ts";
import type { Spec } from "../../src/core/spec.ts";
import { createWasmEngine } from "../../src/kernels/wasm-engine.ts";

/** The engine in WebAssembly, which is there wherever tests run. */
export function wasmEngine(spec: Spec): Engine {
  const engine = createWasmEngine(spec);
  if (!engine) throw new Error("There is no WebAssembly here");
  return engine;
}
