import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { neuronFile, untrainedXorFile } from "../../support/specs.ts";
import { clickCodeLens } from "../support/editor.ts";
import { eventually } from "../support/eventually.ts";
import type { VsCode } from "../support/servers.ts";
import { pressButton, valuesOf, waitForState } from "../support/training-view.ts";
import { openFile } from "../support/workbench.ts";

// Reference cases 2 to 4 as the view in VS Code shows them, to full precision; case 1 is in training.ts.

/** Equal to 12 significant digits. */
function expectNear(actual: readonly number[], expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length);
  for (const [k, value] of actual.entries()) {
    expect(Math.abs(value - expected[k]), `${value} is not ${expected[k]}`).toBeLessThanOrEqual(
      Math.abs(expected[k]) * 1e-12,
    );
  }
}

/** What the view shows of the reference cases. */
export function referenceCases(vscode: VsCode): void {
  async function step(file: string, text?: string) {
    if (text !== undefined) writeFileSync(join(vscode.server.workspace, file), text);
    const page = await vscode.open();
    await openFile(page, file);
    await clickCodeLens(page, /Step/);
    await waitForState(page, /Paused/);
    return page;
  }

  it("2. Mazur's network", async () => {
    const page = await step("mazur.nn.json");
    const [w1, gradient1] = await valuesOf(page, "Hidden, unit 1", "w₁₁");
    expectNear([w1, gradient1], [0.15, 0.0004385677344743465]);
    const [w5, gradient5, after5] = await valuesOf(page, "Output, unit 1", "w₁₁");
    expectNear([w5, gradient5], [0.4, 0.08216704056423077]);
    expect(after5).toBeCloseTo(0.35891648, 9);
  });

  it("3. single neurons", async () => {
    const tanh = await step(
      "tanh.nn.json",
      JSON.stringify(neuronFile("tanh", [-3, 1], 6.8813735870195432, [2, 0], Math.SQRT1_2)),
    );
    expect((await valuesOf(tanh, "L1, unit 1", "a₁"))[0]).toBeCloseTo(Math.SQRT1_2, 12);
    expectNear([(await valuesOf(tanh, "L1, unit 1", "w₁₁"))[1]], [1]);
    expectNear([(await valuesOf(tanh, "L1, unit 1", "b₁"))[1]], [0.5]);
    const output = 0.7310585786300049;
    const sigmoid = await step("sigmoid.nn.json", JSON.stringify(neuronFile("sigmoid", [2, -3], -3, [-1, -2], output)));
    expectNear(await valuesOf(sigmoid, "L1, unit 1", "a₁"), [output]);
    expect((await valuesOf(sigmoid, "L1, unit 1", "w₁₂"))[1]).toBeCloseTo(-0.39322, 5);
  });

  it("4. XOR without training", async () => {
    const page = await step("untrained.nn.json", JSON.stringify(untrainedXorFile));
    // The loss is 0 on every row, so the steps change nothing.
    for (const output of [0, 1, 1, 0]) {
      await eventually(
        `The output ${output}`,
        () => valuesOf(page, "L2, unit 1", "a₁"),
        ([seen]) => seen === output,
      );
      expect((await valuesOf(page, "L2, unit 1", "w₁₂"))[2]).toBe(-2);
      await pressButton(page, "Step");
    }
  });
}
