import type { ParameterPlace } from "../src/core/quantity-path.ts";
import type { RunView } from "./run-view.ts";

/** Whether a parameter was set by hand right before the step that is shown, or at the beginning. */
export function isEdited({ snapshot, worked }: RunView, place: ParameterPlace): boolean {
  const step = worked ? worked.step : 1;
  return snapshot.edits.some(
    ({ step: before, parameter: { layer, kind, unit, input } }) =>
      before === step && layer === place.layer && kind === place.kind && unit === place.unit && input === place.input,
  );
}
