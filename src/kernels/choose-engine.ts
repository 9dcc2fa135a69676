import type { CreateEngine } from "../core/engine.ts";
import { generatedEngine, isGenerated } from "../core/generated/generated-engine.ts";
import { plainEngine } from "../core/plain-engine.ts";
import { createWasmEngine } from "./wasm-engine.ts";

/**
 * The fastest engine for a spec's network that there is here: straight code for a tiny one, kernels for any other, and
 * the plain engine where neither can be had.
 */
export const chooseEngine: CreateEngine = (spec) => {
  if (isGenerated(spec) && mayGenerateCode()) return generatedEngine;
  return createWasmEngine(spec) ?? plainEngine;
};

/** Whether code may be made from text here: a page's security policy can forbid it. */
function mayGenerateCode(): boolean {
  try {
    new Function();
    return true;
  } catch {
    return false;
  }
}
