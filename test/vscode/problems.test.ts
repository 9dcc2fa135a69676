import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { moveCursor, squiggles, visibleText } from "./support/editor.ts";
import { eventually } from "./support/eventually.ts";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts, useVsCode } from "./support/servers.ts";
import { openFile, problems } from "./support/workbench.ts";

/** A key and a number that were mistyped. */
const slips = `{
  "inputs": ["x"],
  "layers": [{ "unit": 1 }],
  "training": { "epochs": "20" },
  "data": [{ "x": 1, "t": 2 }]
}
`;

let files = "";

beforeAll(() => {
  files = mkdtempSync(join(tmpdir(), "unboxed-problems-"));
  cpSync("examples/findings", join(files, "findings"), { recursive: true });
  // A run that goes on while the test looks.
  const overshoot = readFileSync("examples/findings/overshoot.nn.json", "utf8");
  // The loss rises by four millionths in each step.
  const endless = overshoot
    .replace('"epochs": 30', '"epochs": 50000000')
    .replace('"learningRate": 0.22', '"learningRate": 0.2142859286');
  writeFileSync(join(files, "findings", "overshoot.nn.json"), endless);
  writeFileSync(join(files, "slips.nn.json"), slips);
});

afterAll(() => rmSync(files, { recursive: true, force: true }));

it.each(hosts)("problems and quick fixes through the API of VS Code, on the %s extension host", async (kind) => {
  const { exitCode, log } = await runInExtensionHost(kind, "test/vscode/host/problems.ts", { files });
  expect(log).toContain("problems were tested");
  expect(exitCode).toBe(0);
});

describe("in the page", () => {
  // Where the page of a finding comes from is the harder question on this host.
  const vscode = useVsCode("web");

  it("a problem leads to its page and an example; the light bulb mends it", async () => {
    const text = readFileSync("examples/findings/linearStack.nn.json", "utf8");
    writeFileSync(join(vscode.server.workspace, "own.nn.json"), text);
    const page = await vscode.open();
    await openFile(page, "own.nn.json");
    const found = await eventually(
      "The finding",
      () => problems(page),
      (seen) => seen.length === 1,
    );
    expect(found[0]).toMatchObject({ line: 10, severity: "warning", source: "Unboxed linearStack" });

    await moveCursor(page, 10, 5);
    await page.keyboard.press("ControlOrMeta+.");
    const offers = page.locator(".action-widget .action .title");
    await eventually(
      "The offers",
      () => offers.allInnerTexts(),
      (seen) => seen.includes('Explain "linearStack"'),
    );
    await page.keyboard.press("Enter");
    await eventually(
      "The new text",
      () => visibleText(page),
      (seen) => seen.includes('"activation": "tanh"'),
    );
    await eventually(
      "No finding",
      () => squiggles(page),
      (seen) => seen.length === 0,
    );
    await page.keyboard.press("ControlOrMeta+Z");
    await eventually(
      "The finding again",
      () => squiggles(page),
      (seen) => seen.length === 1,
    );

    await page.locator(".markers-panel a.monaco-link").first().click();
    const preview = page
      .frameLocator('iframe.webview.ready[src*="extensionId=vscode.markdown-language-features"]:visible')
      .frameLocator("iframe#active-frame");
    await preview.getByRole("heading", { name: "Layers that collapse to one" }).waitFor();
    await preview.getByRole("link", { name: "Open the example" }).click();
    await page.locator(".tab", { hasText: "linearStack.nn.json" }).waitFor();
  });
});
