import { commands, type Disposable, type Uri } from "vscode";
import type { Quantity } from "../core/explanation/quantity.ts";
import { selectCommand } from "./command-ids.ts";
import type { SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/** The command that shows a quantity of a spec's run in its view, and why it is its number. */
export function registerSelectCommand(runs: SpecRuns, views: Views): Disposable {
  return commands.registerCommand(selectCommand, async (uri: Uri, quantity: Quantity) => {
    const specRun = runs.of(uri);
    views.show(specRun);
    await specRun.run.focus({ sample: null, quantity });
  });
}
