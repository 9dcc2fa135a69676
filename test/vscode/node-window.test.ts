import { describe } from "vitest";
import { useVsCode } from "./support/servers.ts";
import { inline } from "./window/inline.ts";
import { lenses } from "./window/lenses.ts";
import { link } from "./window/link.ts";
import { onBothHosts } from "./window/on-both-hosts.ts";

// One window for all, since opening one takes longer than most tests.
describe("in VS Code, on the Node extension host", () => {
  const vscode = useVsCode("node");
  onBothHosts(vscode);
  lenses(vscode);
  inline(vscode);
  link(vscode);
});
