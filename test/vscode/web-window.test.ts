import { describe } from "vitest";
import { useVsCode } from "./support/servers.ts";
import { onBothHosts } from "./window/on-both-hosts.ts";
import { problems } from "./window/problems.ts";

// One window for all, since opening one takes longer than most tests.
describe("in VS Code, on the web extension host", () => {
  const vscode = useVsCode("web");
  onBothHosts(vscode);
  // Where the page of a finding comes from is the harder question on this host.
  problems(vscode);
});
