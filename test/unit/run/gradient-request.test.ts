import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { checkGradients } from "../../../src/core/gradient-check/gradient-check.ts";
import { startThread } from "../../../src/platform/node-thread.ts";
import { requestGradientCheck } from "../../../src/run/gradient-request.ts";
import { startInlineWorker } from "../../../src/run/inline-worker.ts";
import type { GradientProgress } from "../../../src/run/protocol.ts";
import type { RunWorker, StartWorker } from "../../../src/run/run-worker.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const wide = { ...xorFile(1), layers: [{ units: 300, activation: "tanh" }, { units: 60 }, { units: 1 }] };

describe.each<[string, StartWorker]>([
  ["a worker thread", async () => startThread(resolve("dist/worker.node.js"))],
  ["no worker", () => Promise.reject(new Error("workers are forbidden"))],
])("with %s", (_name, startWorker) => {
  it("gives the report that the check gives here", async () => {
    const spec = await specOf(xorFile(1));
    const report = await requestGradientCheck(spec, startWorker, () => undefined, new AbortController().signal);
    expect(report).toEqual(checkGradients(spec));
    expect(report.parameters).toBe(17);
  });
});

it("tells how far it is", async () => {
  const told: GradientProgress[] = [];
  const worker: StartWorker = async () => startInlineWorker();
  const begun = performance.now();
  await requestGradientCheck(await specOf(wide), worker, (p) => told.push(p), new AbortController().signal);
  expect(told.length).toBeGreaterThan(0);
  // At once, and then ten times a second at most.
  expect(told.length).toBeLessThanOrEqual((performance.now() - begun) / 100 + 1);
  expect(told.map(({ checked }) => checked)).toEqual(told.map(({ checked }) => checked).toSorted((a, b) => a - b));
  for (const { checked, parameters } of told) expect([checked <= parameters, parameters]).toEqual([true, 19_021]);
});

it("ends its worker when it is over, and when it is cancelled", async () => {
  const ended: RunWorker[] = [];
  const startWorker: StartWorker = async () => {
    const worker = startInlineWorker();
    return { ...worker, end: () => ended.push(worker) };
  };
  await requestGradientCheck(await specOf(xorFile(1)), startWorker, () => undefined, new AbortController().signal);
  expect(ended).toHaveLength(1);

  const abort = new AbortController();
  const cancelled = requestGradientCheck(await specOf(wide), startWorker, () => undefined, abort.signal);
  setTimeout(() => abort.abort(), 20);
  await expect(cancelled).rejects.toThrow("The check was cancelled");
  expect(ended.length).toBeGreaterThan(1);
});

it("fails when its worker dies", async () => {
  const startWorker: StartWorker = async () => {
    const worker = startInlineWorker();
    return { ...worker, onDeath: (listener) => setTimeout(() => listener("out of memory"), 20) };
  };
  const check = requestGradientCheck(await specOf(wide), startWorker, () => undefined, new AbortController().signal);
  await expect(check).rejects.toThrow("out of memory");
});
