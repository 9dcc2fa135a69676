import { expect, it } from "vitest";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts } from "./support/servers.ts";

it.each(hosts)("what the editor says of runs, on the %s extension host", async (kind) => {
  const settings = {
    "unboxed.inlineValues.enabled": "no",
    "unboxed.updatesPerSecond": 0,
    "unboxed.linkCursorAndView": false,
    "unboxed.animation": false,
  };
  const { exitCode, log } = await runInExtensionHost(kind, "test/vscode/host/lenses.ts", { settings });
  expect(log).toContain("opensExamples passed");
  expect(exitCode).toBe(0);
});
