import { expect, it } from "vitest";
import { runInExtensionHost } from "./support/extension-host.ts";
import { hosts } from "./support/servers.ts";

it.each(hosts)("text and view through the API of VS Code, on the %s extension host", async (kind) => {
  const { exitCode, log } = await runInExtensionHost(kind, "test/vscode/host/api.ts");
  expect(log).toContain("viewCalls passed");
  expect(exitCode).toBe(0);
});
