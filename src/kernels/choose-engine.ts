import type { ActivationName } from "../core/activation.ts";
import type { CreateEngine } from "../core/engine.ts";
import { generatedEngine, isGenerated } from "../core/generated/generated-engine.ts";
import { plainEngine } from "../core/plain-engine.ts";
import type { Spec } from "../core/spec.ts";
import { batchSizeOf } from "../core/steps.ts";
import { createWasmEngine } from "./wasm-engine.ts";

/**
 * The fastest engine for a spec's network that there is here: straight code for a tiny one, kernels for any other, and
 * the plain engine where neither can be had.
 */
export const chooseEngine: CreateEngine = (spec) => {
  const tiny = isGenerated(spec) && mayGenerateCode() ? generatedEngine : null;
  if (tiny && exponentialsInStep(spec) <= mostExponentials) return tiny;
  return createWasmEngine(spec) ?? tiny ?? plainEngine;
};

/** Kernels take two exponentials at once: for more than so many, that saves a tiny network more than their calls cost. */
const mostExponentials = 16;

/** The activations that need none. */
const straight: readonly ActivationName[] = ["linear", "relu", "leakyRelu"];

function exponentialsInStep(spec: Spec): number {
  const perSample = spec.layers.reduce(
    (sum, { activation, units }) => sum + (straight.includes(activation) ? 0 : units),
    0,
  );
  return batchSizeOf(spec) * perSample;
}

/** Whether code may be made from text here: a page's security policy can forbid it. */
function mayGenerateCode(): boolean {
  try {
    new Function();
    return true;
  } catch {
    return false;
  }
}
