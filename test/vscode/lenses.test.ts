import { expect, it } from "vitest";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts } from "./support/servers.ts";

it.each(hosts)("what the editor says of runs, on the %s extension host", async (kind) => {
  const { exitCode, log } = await runInExtensionHost(kind, "test/vscode/host/lenses.ts");
  expect(log).toContain("opensExamples passed");
  expect(exitCode).toBe(0);
});
