import { afterEach, expect, it, vi } from "vitest";
import { chooseEngine } from "../../../src/kernels/choose-engine.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const tiny = await specOf(xorFile(1));
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

it("is kernels where code may not be made from text", () => {
  vi.stubGlobal("Function", () => {
    throw new EvalError("Code generation from strings is not allowed");
  });
  expect(chooseEngine(tiny).name).toBe("wasm");
});

it("is the plain engine where WebAssembly is missing, or has no vectors", async () => {
  vi.stubGlobal("WebAssembly", undefined);
  expect(chooseEngine(larger).name).toBe("plain");
  vi.unstubAllGlobals();
  // What is known of WebAssembly is kept as long as the module.
  vi.resetModules();
  vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
  const afresh = await import("../../../src/kernels/choose-engine.ts");
  expect(afresh.chooseEngine(larger).name).toBe("plain");
});
