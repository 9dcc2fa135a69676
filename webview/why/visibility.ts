import type { ComputedAt } from "../../src/core/explanation/computed-at.ts";
import type { RunView } from "../run-view.ts";

/** Whether a number that is computed at a point of the step is there yet: in Stage mode, what is to come is not. */
export function isThere(run: RunView, at: ComputedAt): boolean {
  if (at === null) return true;
  switch (at.of) {
    case "forward":
      return run.layers[at.layer]?.forward !== null;
    case "backward":
      return run.layers[at.layer]?.backward !== null;
    case "loss":
      return run.loss !== null;
    case "update":
      return run.layers.every(({ after }) => after !== null);
  }
}
