import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts } from "./support/servers.ts";

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
