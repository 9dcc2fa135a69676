import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts } from "./support/servers.ts";

/** A folder with a few of the examples: to test all of them takes long. */
const files = mkdtempSync(join(tmpdir(), "unboxed-testing-"));
for (const name of ["chain.nn.json", "iris.nn.json", "iris.csv"]) cpSync(join("examples", name), join(files, name));

it.each(hosts)("expectations, completion, new networks and layout through the API, on the %s host", async (kind) => {
  const { exitCode, log } = await runInExtensionHost(kind, "test/vscode/host/testing.ts", { files });
  expect(log).toContain("what expects, completes and formats was tested");
  expect(exitCode).toBe(0);
});
