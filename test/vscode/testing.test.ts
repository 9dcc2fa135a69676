import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { clickCodeLens, codeLenses, editor } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts, useVsCode } from "./support/servers.ts";
import { waitForNumber } from "./support/training-view.ts";
import { openFile, runCommand, trainingView } from "./support/workbench.ts";

/** A folder with a few of the examples: to test all of them takes long. */
const files = mkdtempSync(join(tmpdir(), "unboxed-testing-"));
for (const name of ["chain.nn.json", "iris.nn.json", "iris.csv"]) cpSync(join("examples", name), join(files, name));
afterAll(() => rmSync(files, { recursive: true, force: true }));

it.each(hosts)("expectations, completion, new networks and layout through the API, on the %s host", async (kind) => {
  const { exitCode, log } = await runInExtensionHost(kind, "test/vscode/host/testing.ts", { files });
  expect(log).toContain("what expects, completes and formats was tested");
  expect(exitCode).toBe(0);
});

describe("in VS Code, what a spec expects", () => {
  const vscode = useVsCode("web", { files });
  const file = "slip.nn.json";
  // Somebody added 5.5 + 2 where the chain rule multiplies, and went on from there.
  const slip = readFileSync("examples/chain.nn.json", "utf8").replace(
    '"gradients.0.weights[0][0]": 33',
    '"gradients.0.weights[0][0]": 22.5, "gradients.1.biases[0]": 7.5',
  );

  it("is tested beside its text and in the Testing view, and shown in the training view where it went wrong", async () => {
    writeFileSync(join(vscode.server.workspace, file), slip);
    const page = await vscode.open();
    await openFile(page, file);
    await clickCodeLens(page, /^Run 6 expectations$/);
    await eventually(
      "The numbers on the lens",
      () => codeLenses(page),
      (seen) => seen.includes("Run 6 expectations: 4 ✓ 2 ✗"),
    );
    const glyphs = editor(page, file).locator(".testing-run-glyph");
    expect(await glyphs.count()).toBe(3);
    await runCommand(page, "Testing: Focus on Test Explorer View");
    const rows = page.locator(".test-explorer .monaco-list-row .label");
    await eventually(
      "The specs in the Testing view",
      () => rows.allInnerTexts(),
      (seen) => ["chain.nn.json", "iris.nn.json", file].every((name) => seen.includes(name)),
    );

    await runCommand(page, "Test: Debug Tests in Current File");
    await waitForNumber(page, "∂ℓ/∂b₂", "11");
    await eventually(
      "The first number that differs",
      () =>
        trainingView(page)
          .locator('.picture [aria-pressed="true"]')
          .evaluateAll((all) => all.map((element) => element.getAttribute("data-symbol"))),
      (seen) => seen.includes("b₂"),
    );
  });
});
