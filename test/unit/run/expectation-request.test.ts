import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { createExpectationCheck } from "../../../src/core/expectation/expectation-check.ts";
import { startThread } from "../../../src/platform/node-thread.ts";
import { requestExpectationCheck } from "../../../src/run/expectation-request.ts";
import { startInlineWorker } from "../../../src/run/inline-worker.ts";
import type { ExpectationProgress } from "../../../src/run/protocol.ts";
import type { RunWorker, StartWorker } from "../../../src/run/run-worker.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const entries = [
  { after: "end", loss: { below: 0.1 } },
  { after: { steps: 1 }, "gradients.0.weights[0][0]": 1, "activations.1[0]": { above: 0 } },
];
const never = new AbortController().signal;

/** A run that takes longer than any test waits. */
const endless = { ...xorFile(1_000_000_000), expect: [{ after: "end", loss: 0 }] };

describe.each<[string, StartWorker]>([
  ["a worker thread", async () => startThread(resolve("dist/worker.node.js"))],
  ["no worker", () => Promise.reject(new Error("workers are forbidden"))],
])("with %s", (_name, startWorker) => {
  it("gives the results that the check gives here", async () => {
    const spec = await specOf({ ...xorFile(30), expect: entries });
    const check = createExpectationCheck(spec);
    while (!check.advance(1));
    const results = await requestExpectationCheck(spec, startWorker, () => undefined, never);
    expect(results).toEqual(check.results());
    expect(results.map(({ holds }) => holds)).toEqual([false, false, true]);
  });
});

it("tells how far the run is, ten times a second at most, and ends its worker when it is cancelled", async () => {
  const ended: RunWorker[] = [];
  const startWorker: StartWorker = async () => {
    const worker = startInlineWorker();
    const end = () => {
      ended.push(worker);
      worker.end();
    };
    return { ...worker, end };
  };
  const told: ExpectationProgress[] = [];
  const abort = new AbortController();
  const begun = performance.now();
  const tell = (progress: ExpectationProgress) => {
    told.push(progress);
    if (told.length === 3) abort.abort();
  };
  const cancelled = requestExpectationCheck(await specOf(endless), startWorker, tell, abort.signal);
  await expect(cancelled).rejects.toThrow("The check was cancelled");
  expect(performance.now() - begun).toBeGreaterThan(200);
  expect(told.map(({ step }) => step)).toEqual(told.map(({ step }) => step).toSorted((a, b) => a - b));
  expect(told[0].steps).toBe(1_000_000_000);
  expect(ended.length).toBeGreaterThan(0);
});

it("does not begin what was cancelled before", async () => {
  const startWorker: StartWorker = async () => startInlineWorker();
  const check = requestExpectationCheck(await specOf(endless), startWorker, () => undefined, AbortSignal.abort());
  await expect(check).rejects.toThrow("The check was cancelled");
});
