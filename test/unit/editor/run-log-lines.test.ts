import { expect, it } from "vitest";
import { beginningLine, endLine } from "../../../src/editor/run-log-lines.ts";
import { outlineOf } from "../../../src/run/outline.ts";
import type { Snapshot } from "../../../src/run/snapshot.ts";
import { specOf, xorFile } from "../../support/specs.ts";

const snapshot: Snapshot = {
  generation: 1,
  state: "finished",
  engine: "wasm",
  step: 12,
  stepsInAll: 20,
  epoch: 3,
  epochsInAll: 5,
  loss: 0.25,
  testLoss: null,
  accuracy: null,
  batchLoss: 0.3,
  stopped: null,
  findings: [],
  edits: [],
  failure: null,
};

it("the log tells of what network and data a run began", async () => {
  expect(beginningLine(outlineOf(await specOf(xorFile(10))), { engine: "wasm" })).toMatch(
    /^a run began: 2-\d+-1 \([\w, ]+\), 4 of 4 samples trained on, \d+ a step, \w+, \w+ with learning rate [\d.]+; engine wasm$/,
  );
});

it("the log tells how far a run came, what ended it early, and why it failed", () => {
  expect(endLine(snapshot)).toBe("the run finished at step 12 (epoch 3 of 5), batch loss 0.3");
  expect(endLine({ ...snapshot, stopped: "patience" })).toBe(
    "the run finished at step 12 (epoch 3 of 5), batch loss 0.3, ended by stopWhen.patience",
  );
  expect(endLine({ ...snapshot, state: "failed", step: 0, epoch: 0, batchLoss: null, failure: "z is NaN." })).toBe(
    "the run failed after step 0 (epoch 0 of 5): z is NaN.",
  );
  expect(endLine({ ...snapshot, state: "failed", failure: "z is infinite." })).toBe(
    "the run failed after step 12 (epoch 3 of 5), batch loss 0.3: z is infinite.",
  );
});
