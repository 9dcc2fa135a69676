import { describe } from "vitest";
import { useVsCode } from "./support/servers.ts";
import { explains } from "./window/explains.ts";
import { problems } from "./window/problems.ts";
import { referenceCases } from "./window/reference-cases.ts";
import { training } from "./window/training.ts";
import { viewCommands } from "./window/view-commands.ts";

// One window for all, since opening one takes longer than most tests.
describe("in VS Code, on the web extension host", () => {
  const vscode = useVsCode("web");
  training(vscode);
  referenceCases(vscode);
  explains(vscode);
  viewCommands(vscode);
  // Where the page of a finding comes from is the harder question on this host.
  problems(vscode);
});
