import { setFlagsFromString } from "node:v8";
import { fusedFloat32 } from "unboxed:kernels";
import { afterEach, expect, it, vi } from "vitest";
import { createTrainer, type Trainer, takeStep } from "../../../src/core/trainer.ts";
import { specOf } from "../../support/specs.ts";

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** The engine in WebAssembly afresh: which binary is taken is remembered as long as the module. */
async function engineAfresh() {
  vi.resetModules();
  return (await import("../../../src/kernels/wasm-engine.ts")).createWasmEngine;
}

const file = {
  inputs: 9,
  layers: [{ units: 13, activation: "tanh" }, { units: 7 }],
  precision: "float32",
  training: { epochs: 9, batchSize: 5 },
  data: {
    rows: Array.from({ length: 12 }, (_, row) => Array.from({ length: 16 }, (_, k) => ((row * 7 + k * 5) % 11) / 11)),
  },
};

it.each([
  ["float32", 1, true],
  ["float32", 2, false],
  ["float64", 1, false],
])(
  "in %s does without the first binaries that an engine does not take: %i of them",
  async (precision, refused, isThere) => {
    let left = refused;
    const real = WebAssembly.Module;
    function Module(bytes: BufferSource): WebAssembly.Module {
      if (left-- > 0) throw new WebAssembly.CompileError("An instruction is not known");
      return new real(bytes);
    }
    const { Memory, Instance, CompileError } = WebAssembly;
    vi.stubGlobal("WebAssembly", { Module, Memory, Instance, CompileError });
    const createWasmEngine = await engineAfresh();
    expect(createWasmEngine(await specOf({ ...file, precision })) !== null).toBe(isThere);
  },
);

it("comes close to the plain engine where vectors multiply and add with one rounding", async () => {
  const spec = await specOf(file);
  const plain = createTrainer(spec);
  setFlagsFromString("--experimental-wasm-relaxed-simd");
  try {
    const createWasmEngine = await engineAfresh();
    const compiled: string[] = [];
    const real = WebAssembly.Module;
    vi.spyOn(WebAssembly, "Module").mockImplementation(function Module(bytes) {
      compiled.push(Buffer.from(bytes as Uint8Array).toString("base64"));
      return new real(bytes);
    });
    const fused = createTrainer(spec, (spec) => createWasmEngine(spec) ?? expect.unreachable());
    expect(compiled).toEqual([fusedFloat32]);
    const lists = ({ network, gradientNumbers }: Trainer) => [...network.numbers, ...gradientNumbers];
    for (let step = 0; step < 6; step++) expect(takeStep(fused)).toBe(takeStep(plain));
    const expected = lists(plain);
    for (const [k, value] of lists(fused).entries()) expect(Math.abs(value - expected[k])).toBeLessThan(1e-5);
  } finally {
    vi.restoreAllMocks();
    setFlagsFromString("--no-experimental-wasm-relaxed-simd");
  }
});
