import type { VsCode } from "../support/servers.ts";
import { explains } from "./explains.ts";
import { referenceCases } from "./reference-cases.ts";
import { training } from "./training.ts";
import { viewCommands } from "./view-commands.ts";

/** What is tested in a window of each extension host. */
export function onBothHosts(vscode: VsCode): void {
  training(vscode);
  referenceCases(vscode);
  explains(vscode);
  viewCommands(vscode);
}
