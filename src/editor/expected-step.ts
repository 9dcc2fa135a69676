import type { Uri } from "vscode";
import type { Expectation } from "../core/expectation/expectation.ts";
import type { ExpectationResult } from "../core/expectation/expectation-check.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/**
 * How the training view is brought to the step that an expectation is about, with its number selected: there stands why
 * it is what it is.
 */
export function createStepDisplay(
  runs: SpecRuns,
  views: Views,
): (uri: Uri, { expectation, step }: ExpectationResult) => Promise<void> {
  return async (uri, { expectation, step }) => {
    const specRun = runs.of(uri);
    const { run } = specRun;
    views.show(specRun);
    if (!(await specRun.open())) return;
    // Expectations are about the spec as it stands, without what was set by hand.
    const isOther = specRun.changed().length > 0 || (run.snapshot()?.edits.length ?? 0) > 0;
    if (isOther && !(await specRun.reset())) return;
    if (run.snapshot()?.state === "running") await run.pause();
    const standsAt = isOther ? 0 : (run.snapshot()?.step ?? 0);
    await (standsAt < step ? run.trainTo(step) : run.seek(step));
    const quantity = quantityOf(expectation);
    if (quantity) views.select(uri, quantity);
  };
}

/** The number of the step that an expectation is about; null where a step has none. */
function quantityOf({ quantity }: Expectation): Quantity | null {
  if (typeof quantity === "string") return quantity === "loss" ? { of: "loss" } : null;
  if (quantity.of === "activations") return { of: "a", layer: quantity.layer, unit: quantity.unit };
  return { of: "parameter", parameter: quantity.parameter };
}
