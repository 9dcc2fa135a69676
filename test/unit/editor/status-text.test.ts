import { expect, it } from "vitest";
import { statusText, statusTooltip } from "../../../src/editor/status-text.ts";
import { formatNumber } from "../../../src/format/number-format.ts";
import type { Snapshot } from "../../../src/run/snapshot.ts";

const snapshot: Snapshot = {
  generation: 1,
  state: "running",
  engine: "wasm",
  step: 1280,
  stepsInAll: 20_000,
  epoch: 7,
  epochsInAll: 100,
  loss: 0.25,
  testLoss: null,
  accuracy: null,
  batchLoss: 0.3,
  stopped: null,
  findings: [],
  edits: [],
  failure: null,
};

it.each([
  ["idle", "$(circle-outline) Ready to train, loss 0.25"],
  ["running", "$(sync~spin) Training 6 %, step 1,280, loss 0.25"],
  ["paused", "$(debug-pause) Paused at step 1,280, loss 0.25"],
  ["finished", "$(check) Trained, step 1,280, loss 0.25"],
  ["failed", "$(error) Failed at step 1,280, loss 0.25"],
] as const)("the status bar says of a run that is %s where it stands", (state, text) => {
  expect(statusText({ ...snapshot, state }, formatNumber)).toBe(text);
});

it("the status bar writes the loss as it is set", () => {
  expect(statusText(snapshot, () => "0.250")).toMatch(/loss 0\.250$/);
});

it("its tooltip tells the spec, the epoch, what has changed since, and why a run failed", () => {
  expect(statusTooltip("a.nn.json", snapshot, [])).toBe("a.nn.json: epoch 7 of 100. Click to open the training view.");
  expect(statusTooltip("a.nn.json", snapshot, ["loss"])).toBe(
    "a.nn.json: epoch 7 of 100. The spec has changed since (loss); Reset applies it. Click to open the training view.",
  );
  expect(statusTooltip("a.nn.json", { ...snapshot, failure: "The loss is not finite." }, [])).toBe(
    "a.nn.json: The loss is not finite.",
  );
});
