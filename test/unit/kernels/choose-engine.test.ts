import { afterEach, expect, it, vi } from "vitest";
import { chooseEngine } from "../../../src/kernels/choose-engine.ts";
import { specOf, xorFile } from "../../support/specs.ts";

/** The network of exclusive or, 2-4-1 with tanh: 17 parameters. */
const xorWith = (activation: string, batchSize: number) =>
  specOf({
    ...xorFile(1),
    layers: [
      { units: 4, activation },
      { units: 1, activation },
    ],
    training: { batchSize },
  });
const tiny = await xorWith("tanh", 1);
const larger = await specOf({ inputs: 2, layers: [{ units: 20 }, { units: 1 }], data: { rows: [[0, 1, 1]] } });

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

it("is straight code for a tiny network in float64, and kernels for any other", () => {
  expect(chooseEngine(tiny).name).toBe("generated");
  expect(chooseEngine({ ...tiny, precision: "float32" }).name).toBe("wasm");
  expect(chooseEngine(larger).name).toBe("wasm");
});

it("is kernels for a tiny network, too, where a step has many activations that need an exponential", async () => {
  expect(chooseEngine(await xorWith("tanh", 3)).name).toBe("generated");
  expect(chooseEngine(await xorWith("tanh", 4)).name).toBe("wasm");
  expect(chooseEngine(await xorWith("relu", 4)).name).toBe("generated");
});

it("is kernels where code may not be made from text", () => {
  vi.stubGlobal("Function", () => {
    throw new EvalError("Code generation from strings is not allowed");
  });
  expect(chooseEngine(tiny).name).toBe("wasm");
});

function Forbidden(): never {
  throw new WebAssembly.CompileError("Compiling is not allowed");
}

it.each([
  ["is missing", undefined],
  ["is forbidden, or has no vectors", { Module: Forbidden, CompileError: WebAssembly.CompileError }],
])("is the plain engine where WebAssembly %s", async (_what, there) => {
  vi.stubGlobal("WebAssembly", there);
  // What is known of WebAssembly is kept as long as the module.
  vi.resetModules();
  const afresh = await import("../../../src/kernels/choose-engine.ts");
  expect(afresh.chooseEngine(larger).name).toBe("plain");
  expect(afresh.chooseEngine(await xorWith("tanh", 4)).name).toBe("generated");
});
