import { describe, expect, it } from "vitest";
import { dataLenses, type LensText, runLenses, type Standing } from "../../../src/editor/lens-texts.ts";
import { formatNumber } from "../../../src/format/number-format.ts";

const begun: Standing = {
  state: "paused",
  step: 1280,
  stepsInAll: 20_000,
  loss: 0.0131678945,
  failure: null,
  edits: [],
  changed: [],
};
const edit = { step: 1, parameter: { layer: 0, kind: "weights", unit: 0, input: 0 }, value: 2 } as const;

const lensesOf = (standing: Partial<Standing>) => runLenses({ ...begun, ...standing }, formatNumber);
const titles = (lenses: readonly LensText[]) => lenses.map(({ title }) => title);
const commands = (lenses: readonly LensText[]) => lenses.map(({ command }) => command);

describe("the lenses of a run", () => {
  it("offer to begin where there is none yet, and before the first step", () => {
    const first = runLenses(null, formatNumber);
    expect(titles(first)).toEqual(["▶ Train", "Step", "Open View"]);
    expect(commands(first)).toEqual(["unboxed.train", "unboxed.step", "unboxed.openView"]);
    expect(lensesOf({ state: "idle", step: 0 })).toEqual(first);
  });

  it("offer Reset before the first step only where something was set by hand", () => {
    const lenses = lensesOf({ state: "idle", step: 0, edits: [edit] });
    expect(titles(lenses)).toEqual(["▶ Train", "Step", "Reset", "Open View"]);
  });

  it("offer to pause a run that trains, and tell how far it has come", () => {
    const lenses = lensesOf({ state: "running" });
    expect(titles(lenses)).toEqual(["$(debug-pause)\u00a0Pause", "step 1,280 · loss 0.0132"]);
    expect(commands(lenses)).toEqual(["unboxed.pause", "unboxed.openView"]);
    expect(lenses[1].tooltip).toContain("Step 1,280 of 20,000");
  });

  it("offer to go on or to begin again where a run pauses", () => {
    const lenses = lensesOf({});
    expect(titles(lenses)).toEqual(["▶ Train", "Step", "Reset", "step 1,280 · loss 0.0132"]);
    expect(commands(lenses)).toEqual(["unboxed.train", "unboxed.step", "unboxed.reset", "unboxed.openView"]);
  });

  it("offer no step where none can follow, and say so", () => {
    const lenses = lensesOf({ state: "finished" });
    expect(titles(lenses)).toEqual(["▶ Train Again", "Reset", "$(check)\u00a0finished at step 1,280 · loss 0.0132"]);
  });

  it("tell why a run failed", () => {
    const lenses = lensesOf({ state: "failed", failure: "The loss is not finite." });
    expect(titles(lenses)).toEqual(["Reset", "$(error)\u00a0failed after step 1,280 · loss 0.0132"]);
    expect(lenses[1].tooltip).toBe("The loss is not finite.");
  });

  it.each(["running", "paused", "finished", "failed"] as const)("tell that a %s run is of another spec", (state) => {
    const lenses = lensesOf({ state, changed: ["layers", "loss"] });
    const [apply] = lenses.filter(({ command }) => command === "unboxed.reset");
    expect(apply.title).toBe("Spec Changed: Reset to Apply");
    expect(apply.tooltip).toContain("layers, loss");
    // Where the run stands is last: whatever it says moves nothing else.
    expect(lenses.at(-1)?.title).toMatch(/loss 0\.0132$/);
  });

  it("say nothing of a change before the first step: the run follows it by itself", () => {
    expect(titles(lensesOf({ state: "idle", step: 0, changed: ["layers"] }))).not.toContain(
      "Spec Changed: Reset to Apply",
    );
  });

  it("write the loss as it is set", () => {
    const [readout] = runLenses({ ...begun, state: "running" }, (value) => `<${value}>`).slice(-1);
    expect(readout.title).toBe("step 1,280 · loss <0.0131678945>");
  });
});

describe("the lenses of the data", () => {
  const summary = { samples: 150, heldOut: 0, inputs: 4, targets: 3, csv: null };

  it("tell how many samples there are, and of how many numbers", () => {
    const lenses = dataLenses(summary);
    expect(titles(lenses)).toEqual(["150 samples · 4 → 3"]);
    expect(lenses[0]).toMatchObject({ command: null, tooltip: "Each sample has 4 inputs and 3 targets" });
    expect(titles(dataLenses({ samples: 1, heldOut: 0, inputs: 1, targets: 1, csv: null }))).toEqual([
      "1 sample · 1 → 1",
    ]);
  });

  it("tell how many of them are held out", () => {
    expect(titles(dataLenses({ ...summary, heldOut: 30 }))).toEqual(["150 samples, 30 held out · 4 → 3"]);
  });

  it("open the file that they come from", () => {
    const [, open] = dataLenses({ ...summary, csv: "data/iris.csv" });
    expect(open).toEqual({
      title: "Open iris.csv",
      tooltip: "Show data/iris.csv",
      command: "vscode.open",
      file: "data/iris.csv",
    });
  });
});
