import { describe } from "vitest";
import { useVsCode } from "./support/servers.ts";
import { explains } from "./window/explains.ts";
import { inline } from "./window/inline.ts";
import { lenses } from "./window/lenses.ts";
import { link } from "./window/link.ts";
import { referenceCases } from "./window/reference-cases.ts";
import { training } from "./window/training.ts";
import { viewCommands } from "./window/view-commands.ts";

// One window for all, since opening one takes longer than most tests.
describe("in VS Code, on the Node extension host", () => {
  const vscode = useVsCode("node");
  training(vscode);
  referenceCases(vscode);
  explains(vscode);
  viewCommands(vscode);
  lenses(vscode);
  inline(vscode);
  link(vscode);
});
