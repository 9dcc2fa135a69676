import { commands, type Disposable, Uri } from "vscode";
import type { Quantity } from "../core/explanation/quantity.ts";
import { outlineHas } from "../run/outline.ts";
import { selectCommand } from "./command-ids.ts";
import type { SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/**
 * The command that selects a quantity in the view of a spec, for links: `(spec: Uri, quantity: Quantity)`. It opens the
 * view if need be. A quantity that the run's network does not have is passed over.
 */
export function registerSelectCommand(runs: SpecRuns, views: Views): Disposable {
  return commands.registerCommand(selectCommand, async (spec: unknown, quantity: unknown) => {
    if (!(spec instanceof Uri) || !isQuantity(quantity)) return;
    const specRun = runs.of(spec);
    views.show(specRun);
    if (!(await specRun.open())) return;
    const outline = specRun.run.outline();
    if (!outline || outlineHas(outline, quantity)) views.select(spec, quantity);
  });
}

/** A command can be called with anything. */
function isQuantity(argument: unknown): argument is Quantity {
  return typeof argument === "object" && argument !== null && typeof (argument as { of?: unknown }).of === "string";
}
