import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { FrameLocator, Page } from "playwright-core";
import { expect, it } from "vitest";
import { visibleText } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { lossSummary, numbersOf, pressButton, waitForNumber, waitForState } from "../support/training-view.ts";
import { openFile, runCommand, trainingView } from "../support/workbench.ts";

const chain = readFileSync("examples/chain.nn.json", "utf8");
/** The weights and biases of the article's chain, as the picture names them. */
const parameters = ["w₁", "w₂", "w₃", "b₁", "b₂", "b₃"];

/** The view explains, goes back, and takes what is set by hand. */
export function explains(vscode: VsCode): void {
  let opened = 0;
  let file = "";

  /** Opens the view of a spec of its own, and takes steps. */
  async function open(steps: number): Promise<{ page: Page; view: FrameLocator }> {
    file = `ww${++opened}.nn.json`;
    writeFileSync(join(vscode.server.workspace, file), chain);
    const page = await vscode.open();
    await openFile(page, file);
    await runCommand(page, "Unboxed: Open Training View");
    await waitForNumber(page, "w₁", "0.5");
    for (let step = 1; step <= steps; step++) {
      await pressButton(page, "Step");
      await waitForStep(page, step);
    }
    return { page, view: trainingView(page) };
  }

  async function waitForStep(page: Page, step: number): Promise<void> {
    await eventually(
      `Step ${step}`,
      () => trainingView(page).locator('[data-readout="step"] .numeral').first().textContent(),
      (seen) => seen === String(step),
    );
  }

  async function waitForQuestion(page: Page, question: string): Promise<void> {
    await eventually(
      question,
      async () => {
        const text = await trainingView(page).locator(".why .question").textContent({ timeout: 1000 });
        return text?.replaceAll(/\s+/g, " ").trim();
      },
      (seen) => seen === question,
    );
  }

  it("why ∂ℓ/∂w₁ is 33: four factors, each with a reason of its own", async () => {
    const { page, view } = await open(1);
    await view.locator('.picture [data-symbol="∂ℓ/∂w₁"]').click();
    await waitForQuestion(page, "Why is ∂ℓ/∂w1 = 33?");
    expect(await view.locator(".why .cell.value").allTextContents()).toEqual(["5.5", "2", "1.5", "2"]);
    expect((await view.locator(".picture .badge").allTextContents()).toSorted()).toEqual(["1", "2", "3", "4"]);
    await view.locator(".why .factor-name").first().click();
    await waitForQuestion(page, "Why is ∂ℓ/∂a3 = 5.5?");
  });

  it("goes back to any step exactly, and trains on from there as the same run", async () => {
    const { page, view } = await open(3);
    const last = await numbersOf(page, parameters);
    await pressButton(page, "Back");
    await waitForState(page, /Viewing step 2 of 3/);
    const slider = view.getByRole("slider", { name: /step/i });
    await slider.press("Home");
    await waitForState(page, /Viewing step 0 of 3/);
    expect(await numbersOf(page, ["w₁", "w₂", "w₃"])).toEqual(["0.5", "1.5", "2"]);
    await slider.press("ArrowRight");
    await waitForNumber(page, "ℓ", "7.5625");
    await slider.press("End");
    await waitForState(page, /Paused/);
    expect(await numbersOf(page, parameters)).toEqual(last);

    await pressButton(page, "Back");
    await waitForState(page, /Viewing step 2 of 3/);
    await pressButton(page, "Step");
    await waitForState(page, /Paused/);
    expect(await numbersOf(page, parameters)).toEqual(last);
    expect(await lossSummary(page)).toMatch(/^Loss of 3 steps,/);
  });

  it("walks through a step, and blanks what is not yet computed", async () => {
    const { page, view } = await open(0);
    await pressButton(page, "Stage");
    await eventually(
      "The inputs alone",
      () => numbersOf(page, ["x", "z₁", "∂ℓ/∂w₁"]),
      ([x, z, gradient]) => x === "2" && z === null && gradient === null,
    );
    await view.getByRole("button", { name: /Next stage/ }).click();
    await waitForNumber(page, "z₁", "1.25");
    expect(await numbersOf(page, ["z₂", "∂ℓ/∂w₁"])).toEqual([null, null]);
  });

  it("takes a weight set by hand into the run, and writes it into the spec", async () => {
    const { page, view } = await open(0);
    await view.locator('.picture [data-symbol="w₂"]').click();
    await view.getByRole("button", { name: "Set w₂ by hand" }).click();
    await view.getByRole("textbox", { name: "New value of w₂" }).fill("-1.25");
    await page.keyboard.press("Enter");
    await waitForNumber(page, "w₂", "−1.25");
    await view.getByRole("button", { name: "Write parameters to spec" }).click();
    await eventually(
      "The weight in the text",
      () => visibleText(page, file),
      (text) => text.includes('"weights": [[-1.25]]'),
    );
    await pressButton(page, "Step");
    await waitForNumber(page, "z₂", "−2.0625");
    await pressButton(page, "Back");
    await waitForState(page, /Viewing step 0 of 1/);
    expect(await numbersOf(page, ["w₂"])).toEqual(["−1.25"]);
  });

  it("shows every tab with what is in it", async () => {
    const { view } = await open(2);
    const contents = {
      Loss: ".loss-picture canvas",
      Fit: ".map-picture canvas",
      Surface: ".surface-picture",
      Parameters: ".largest",
      Health: ".health",
      Data: ".rows tbody tr",
    };
    for (const [name, content] of Object.entries(contents)) {
      await view.getByRole("tab", { name: new RegExp(name) }).click();
      await view.locator(`#tab-panel ${content}`).first().waitFor();
      expect(await view.getByRole("tab", { selected: true }).textContent()).toMatch(name);
    }
  });
}
