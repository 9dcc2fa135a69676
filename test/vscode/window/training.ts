import { readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, it } from "vitest";
import {
  clickCodeLens,
  codeLenses,
  hoverOver,
  outputText,
  replaceEditorText,
  squiggles,
  visibleText,
} from "../support/editor.ts";
import { endlessChain } from "../support/endless.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { completions, lineBelowLenses } from "../support/suggestions.ts";
import {
  lossSummary,
  notices,
  numberOf,
  numbersOf,
  pressButton,
  waitForNumber,
  waitForState,
} from "../support/training-view.ts";
import {
  answerNotification,
  chooseQuickItem,
  clearNotifications,
  notifications,
  openFile,
  type Problem,
  problems,
  quickItems,
  reloadWindow,
  runCommand,
  statusBar,
  trainingView,
} from "../support/workbench.ts";

const chain = readFileSync("examples/chain.nn.json", "utf8");

/** What our item in the status bar says; empty where it is hidden. */
async function ourStatus(page: Page): Promise<string> {
  return (await statusBar(page)).find(({ id }) => id.endsWith("unboxed.run"))?.text ?? "";
}

/** A button of the editor's title bar. */
function titleAction(page: Page, name: string): Locator {
  return page.locator(`.editor-actions a.action-label[aria-label^="${name}"]`);
}

async function waitForStatus(page: Page, expected: RegExp): Promise<string> {
  return eventually(
    `The status ${expected}`,
    () => ourStatus(page),
    (seen) => expected.test(seen),
  );
}

/** What a person does with a spec: its lenses, commands, mistakes, and the run behind its view. */
export function training(vscode: VsCode): void {
  let opened = 0;
  let file = "";

  /** Opens a workbench with a spec of its own: VS Code keeps unsaved changes from one test to the next. */
  async function open(text = chain): Promise<Page> {
    file = `zz${++opened}.nn.json`;
    writeFileSync(join(vscode.server.workspace, file), text);
    const page = await vscode.open();
    await openFile(page, file);
    return page;
  }

  /** The problems of the spec under test; those of specs that other tests left unsaved are there too. */
  async function ownProblems(page: Page): Promise<Problem[]> {
    return (await problems(page)).filter((problem) => problem.file === file);
  }

  it("shows the code lenses above the layers of a spec", async () => {
    const page = await open();
    expect((await codeLenses(page)).slice(0, 3)).toEqual(["▶ Train", "Step", "Open View"]);
    expect(await lineBelowLenses(page)).toBe('"layers": [');
  });

  it("takes a step from its lens, and the view shows the article's numbers", async () => {
    const page = await open();
    await clickCodeLens(page, /Step/);
    await waitForState(page, /Paused/);
    await waitForNumber(page, "ℓ", "7.5625");
    expect(await numbersOf(page, ["x", "t", "z₁", "z₂", "z₃"])).toEqual(["2", "1", "1.25", "1.375", "3.75"]);
    expect(await numbersOf(page, ["a₁", "a₂", "a₃"])).toEqual(["1.25", "1.375", "3.75"]);
    expect(await numbersOf(page, ["w₁", "w₂", "w₃"])).toEqual(["0.5", "1.5", "2"]);
    expect(await numbersOf(page, ["b₁", "b₂", "b₃"])).toEqual(["0.25", "−0.5", "1"]);
    expect(await numbersOf(page, ["∂ℓ/∂w₁", "∂ℓ/∂w₂", "∂ℓ/∂w₃"])).toEqual(["33", "13.75", "7.5625"]);
    expect(await numbersOf(page, ["∂ℓ/∂b₁", "∂ℓ/∂b₂", "∂ℓ/∂b₃"])).toEqual(["16.5", "11", "5.5"]);
    expect(await lossSummary(page)).toMatch(/^Loss of 1 step,/);
    expect(await waitForStatus(page, /Paused/)).toBe("Paused at step 1, loss 0.2082");

    await pressButton(page, "Step");
    await waitForNumber(page, "w₁", "0.2422");
    expect(await lossSummary(page)).toMatch(/^Loss of 2 steps,/);
  });

  it("takes the steps of a tiny network by straight code and those of others by kernels, as the log tells", async () => {
    const page = await open();
    const others = `wide-${file}`;
    const wide = { inputs: 2, layers: [{ units: 30 }, { units: 1 }], data: { rows: [[1, 0, 1]] } };
    writeFileSync(join(vscode.server.workspace, others), JSON.stringify(wide));
    for (const [name, engine] of [
      [file, "generated"],
      [others, "wasm"],
    ]) {
      await openFile(page, name);
      await clickCodeLens(page, /Step/, name);
      await waitForState(page, /Paused/);
      await runCommand(page, "Output: Show Output Channels...");
      await chooseQuickItem(page, "Unboxed");
      await eventually(
        `The engine of ${name}`,
        () => outputText(page),
        (seen) => new RegExp(`${name}: a run began: [^;]*; engine ${engine}`).test(seen),
      );
    }
  });

  it("checks the gradients from the palette, and says where it could not", async () => {
    const page = await open();
    await runCommand(page, "Unboxed: Check Gradients");
    const said = await eventually(
      "What the check found",
      () => notifications(page),
      (seen) => seen.length > 0 && !seen.some((text) => text.startsWith("Checking")),
    );
    expect(said[0]).toMatch(/all gradients are right \(6 parameters, 1 sample; farthest apart layers\.\d/);
    await clearNotifications(page);
    await replaceEditorText(page, chain.replace('"units": 1', '"units": 0'));
    await runCommand(page, "Unboxed: Check Gradients");
    await eventually(
      "Why there was no check",
      () => notifications(page),
      (seen) => seen.some((text) => text.includes("has an error and cannot be trained")),
    );
  });

  it("warns of what keeps a network from learning, at its place, and trains it all the same", async () => {
    const page = await open(chain.replaceAll('"relu"', '"linear"'));
    const [warning] = await eventually(
      "A warning",
      () => ownProblems(page),
      (seen) => seen.length === 1,
    );
    expect(warning).toMatchObject({ severity: "warning" });
    expect(warning.message).toContain("These 3 layers collapse to");
    await runCommand(page, "Unboxed: Step Network");
    await waitForState(page, /Paused/);
  });

  it("trains from the palette to the end of the epochs, and resets", async () => {
    const page = await open();
    await runCommand(page, "Unboxed: Train Network");
    await waitForState(page, /Finished/);
    expect(await lossSummary(page)).toMatch(/^Loss of 200 steps,/);
    await waitForStatus(page, /^Trained, step 200, loss 1\.23×10⁻³²$/);
    await runCommand(page, "Unboxed: Reset Network");
    await waitForState(page, /Ready/);
    expect(await numbersOf(page, ["w₁", "w₂", "w₃"])).toEqual(["0.5", "1.5", "2"]);
    expect(await numberOf(page, "z₁")).toBeNull();
    await waitForStatus(page, /Ready to train/);
    await runCommand(page, "Unboxed: Step Network");
    await waitForNumber(page, "ℓ", "7.5625");
  });

  it("pauses and goes on, while the window stays in use", async () => {
    const page = await open(endlessChain);
    await clickCodeLens(page, /Train/);
    await waitForState(page, /Training/);
    await waitForStatus(page, /Training 0 %, step [\d,]+/);
    await eventually(
      "The lens that pauses",
      () => codeLenses(page),
      (seen) => seen.some((text) => text.endsWith("Pause")),
    );
    await titleAction(page, "Pause Training").waitFor();
    expect(await titleAction(page, "Train Network").count()).toBe(0);
    // The extension host and the editor answer while the run goes on.
    expect(await hoverOver(page, '"units"')).toContain("Neurons in the layer");
    await runCommand(page, "Unboxed: Pause Training");
    await waitForState(page, /Paused/);
    await titleAction(page, "Train Network").waitFor();
    const paused = await waitForStatus(page, /Paused at step [\d,]+/);
    await pressButton(page, "Train");
    await waitForState(page, /Training/);
    await pressButton(page, "Pause");
    await waitForState(page, /Paused/);
    expect(await waitForStatus(page, /Paused/)).not.toBe(paused);
    await eventually(
      "The lens that trains",
      () => codeLenses(page),
      (seen) => seen.includes("▶ Train"),
    );
  });

  it("marks a mistake once, in red, with what to do about it; a correct spec has none", async () => {
    const page = await open(chain.replace('"relu", "weights": [[2]]', '"rel", "weights": [[2]]'));
    const message =
      'layers[2].activation must be "linear", "relu", "leakyRelu", "elu", "gelu", "sigmoid", "tanh", "softplus", "swish" or "softmax", not "rel". Did you mean "relu"?';
    await eventually(
      "The squiggle",
      () => squiggles(page),
      (seen) => seen.length === 1,
    );
    expect(await ownProblems(page)).toMatchObject([{ file, severity: "error", message }]);
    await runCommand(page, "Unboxed: Train Network");
    const told = await eventually(
      "The notification",
      () => notifications(page),
      (seen) => seen.length > 0,
    );
    expect(told).toEqual([`${file} has an error and cannot be trained: ${message}`]);
    await trainingView(page).getByText(message).waitFor();
    await replaceEditorText(page, chain);
    await eventually(
      "No problems",
      () => ownProblems(page),
      (seen) => seen.length === 0,
    );
  });

  it("leaves mistakes in the JSON itself to the editor's own parser", async () => {
    const page = await open(chain.replace('"inputs": ["x"],', '"inputs": ["x"]'));
    const found = await eventually(
      "A problem",
      () => ownProblems(page),
      (seen) => seen.length > 0,
    );
    expect(found).toHaveLength(1);
    expect(found[0].message).toMatch(/comma/i);
  });

  it("offers and explains every key", async () => {
    const page = await open();
    expect(await hoverOver(page, '"learningRate"')).toContain("how far each step goes against the gradient");
    await replaceEditorText(page, "{ }");
    // The list shows twelve at a time, in alphabetical order.
    expect(await completions(page, 1, 2)).toEqual([
      "$schema",
      "data",
      "expect",
      "inputs",
      "layers",
      "loss",
      "optimizer",
      "precision",
      "regularization",
      "seed",
      "targets",
      "title",
    ]);
  });

  it("revives the view and its run after the window was reloaded", async () => {
    const page = await open();
    await clickCodeLens(page, /Step/);
    await waitForNumber(page, "ℓ", "7.5625");
    await pressButton(page, "Step");
    await waitForNumber(page, "w₁", "0.2422");
    await reloadWindow(page);
    await waitForState(page, /Paused/, 40_000);
    await waitForNumber(page, "w₁", "0.2422");
    expect(await lossSummary(page)).toMatch(/^Loss of 2 steps,/);
    await pressButton(page, "Reset");
    await waitForState(page, /Ready/);
    expect(await numbersOf(page, ["w₁", "w₂", "w₃"])).toEqual(["0.5", "1.5", "2"]);
  });

  it("tells when the spec has changed since the run began, and applies it on Reset", async () => {
    const page = await open();
    await clickCodeLens(page, /Step/);
    await waitForNumber(page, "ℓ", "7.5625");
    await replaceEditorText(page, chain.replace('"x": 2', '"x": 4'));
    // While the text is being replaced, more than the data may differ for a moment.
    await eventually(
      "The notice",
      () => notices(page),
      ([notice]) => notice?.includes("Spec changed (data). What you see is still the old network."),
    );
    expect(await numberOf(page, "x")).toBe("2");
    await pressButton(page, "Reset to apply");
    await waitForState(page, /Ready/);
    expect(await notices(page)).toEqual([]);
    await pressButton(page, "Step");
    await waitForNumber(page, "x", "4");
  });

  it("follows the text as long as no step was taken", async () => {
    const page = await open();
    await clickCodeLens(page, /Open View/);
    await waitForNumber(page, "w₁", "0.5");
    await replaceEditorText(page, chain.replace('"weights": [[0.5]]', '"weights": [[0.75]]'));
    await waitForNumber(page, "w₁", "0.75");
    expect(await notices(page)).toEqual([]);
  });

  it("keeps what was trained when the spec gets a mistake, and says why it cannot reset", async () => {
    const page = await open();
    await clickCodeLens(page, /Step/);
    await waitForNumber(page, "ℓ", "7.5625");
    await replaceEditorText(page, chain.replace('"units": 1', '"units": 0'));
    await eventually(
      "The notice",
      () => notices(page),
      (seen) => /The spec has 1 error/.test(seen.join(" ")),
    );
    await runCommand(page, "Unboxed: Reset Network");
    await eventually(
      "The notification",
      () => notifications(page),
      (seen) => seen.length > 0,
    );
    expect(await numberOf(page, "ℓ")).toBe("7.5625");
    await answerNotification(page, /has an error and cannot be trained/, "Show in Spec");
    await pressButton(page, "Step");
    await waitForNumber(page, "w₁", "0.2422");
  });

  it("has one view for each spec, and tells them apart", async () => {
    const page = await open();
    await clickCodeLens(page, /Open View/);
    await waitForNumber(page, "w₁", "0.5");
    await clickCodeLens(page, /Open View/);
    await openFile(page, "mazur.nn.json");
    await clickCodeLens(page, /Step/, "mazur.nn.json");
    const tabs = page.locator(".tab", { hasText: /^Training / });
    await eventually(
      "The tabs",
      () => tabs.allInnerTexts(),
      (seen) => seen.length === 2,
    );
    await waitForState(page, /Paused/);
    const diagram = await trainingView(page).locator("body").textContent();
    expect(diagram).toContain("2-2-2");
    // The first unit's z and a, and the deltas, with the digits of a unit card; the table has them all.
    await trainingView(page).locator(".diagram .as-table").click();
    const values = await trainingView(page).locator("#values").textContent();
    for (const known of ["0.3775", "0.5933", "0.0822", "0.3589", "0.1498"]) expect(values).toContain(known);
  });

  it("tells when the data file has changed since the run began, and follows it before the first step", async () => {
    writeFileSync(join(vscode.server.workspace, "own.csv"), "x,t\n2,1\n");
    const spec = '{ "inputs": ["x"], "layers": [{ "units": 1, "weights": [[1]], "biases": [0] }], "data": DATA }';
    const page = await open(spec.replace("DATA", '{ "csv": "own.csv", "target": "t" }'));
    await clickCodeLens(page, /Open View/);
    await waitForStatus(page, /Ready to train, loss 1$/);
    writeFileSync(join(vscode.server.workspace, "own.csv"), "x,t\n3,1\n");
    await waitForStatus(page, /Ready to train, loss 4$/);
    await pressButton(page, "Step");
    await waitForNumber(page, "x", "3");
    writeFileSync(join(vscode.server.workspace, "own.csv"), "x,t\n4,1\n");
    await eventually(
      "The notice",
      () => notices(page),
      (seen) => /Spec changed \(data\)/.test(seen.join(" ")),
    );
    expect(await numberOf(page, "x")).toBe("3");
  });

  it("says so when the spec is not there any more", async () => {
    const page = await open();
    await clickCodeLens(page, /Step/);
    await waitForNumber(page, "ℓ", "7.5625");
    await runCommand(page, "View: Close Editor");
    rmSync(join(vscode.server.workspace, file));
    await pressButton(page, "Reset");
    const told = await eventually(
      "The notification",
      () => notifications(page),
      (seen) => seen.length > 0,
    );
    expect(told.join(" ")).toContain("This file is not there any more");
    expect(await numberOf(page, "ℓ")).toBe("7.5625");
  });

  it("shows the numbers of a network of forty layers: all of them, in one message", async () => {
    const layer = '{ "units": 1, "weights": [[1]], "biases": [0] }';
    const layers = Array.from({ length: 40 }, () => layer).join(", ");
    const page = await open(`{ "inputs": ["x"], "layers": [${layers}], "data": [{ "x": 3, "t": 1 }] }`);
    await clickCodeLens(page, /Step/);
    await waitForNumber(page, "x", "3");
    expect(await numbersOf(page, ["w₁", "z₁", "a₄₀", "∂ℓ/∂w₁", "ℓ"])).toEqual(["1", "3", "3", "12", "4"]);
  });

  it("asks which network is meant where no spec is in use", async () => {
    const page = await vscode.open();
    await openFile(page, "iris.csv");
    await runCommand(page, "Unboxed: Open Training View");
    const items = await eventually(
      "The list",
      () => quickItems(page),
      (seen) => seen.length >= 5,
    );
    expect(items).toEqual(expect.arrayContaining(["chain.nn.json", "iris.nn.json", "line.nn.json", "mazur.nn.json"]));
    // Of a long list only what is in sight is there.
    await page.keyboard.type("xor");
    await eventually(
      "The one that was typed",
      () => quickItems(page),
      (seen) => seen.join() === "xor.nn.json",
    );
  });

  it("marks the place of a mistake in a data file, and what is wrong with the file", async () => {
    const iris = readFileSync("examples/iris.nn.json", "utf8");
    const page = await open(iris);
    const csv = join(vscode.server.workspace, "iris.csv");
    const good = readFileSync(csv, "utf8");
    try {
      writeFileSync(csv, good.replace("4.9,3,1.4", "4.9,three,1.4"));
      const [problem] = await eventually(
        "A problem",
        () => ownProblems(page),
        (seen) => seen.length > 0,
      );
      expect(problem.message).toBe('iris.csv:3:5: "sepal width" is "three"; a finite number is expected');
      truncateSync(csv, 300 * 1024 * 1024);
      await eventually(
        "The other problem",
        () => ownProblems(page),
        ([seen]) => seen?.message.startsWith("iris.csv cannot be read: it is 300 MB large; at most 256 MB are read"),
      );
      writeFileSync(csv, good);
      await eventually(
        "No problem",
        () => ownProblems(page),
        (seen) => seen.length === 0,
      );
    } finally {
      writeFileSync(csv, good);
    }
    await replaceEditorText(page, iris.replace('"iris.csv"', '"../../../../../../etc/passwd"'));
    await eventually(
      "The refusal",
      () => ownProblems(page),
      ([seen]) => /lies outside the folder that this spec may read/.test(seen?.message ?? ""),
    );
    expect(await visibleText(page)).toContain("etc/passwd");
  });
}
