import type { Edit } from "../../src/core/edits.ts";
import { quantityKey } from "../../src/core/explanation/quantity.ts";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";

/** By their keys, before which step the parameters were set by hand for the last time. */
export type EditedParameters = ReadonlyMap<string, number>;

/** Finds the parameters that were set by hand. */
export function editedParameters(edits: readonly Edit[]): EditedParameters {
  return new Map(edits.map(({ parameter, step }) => [quantityKey({ of: "parameter", parameter }), step]));
}

/** Before which step a parameter was set by hand; undefined if it was not. */
export function editedBefore(edited: EditedParameters, parameter: ParameterPlace): number | undefined {
  return edited.size === 0 ? undefined : edited.get(quantityKey({ of: "parameter", parameter }));
}
