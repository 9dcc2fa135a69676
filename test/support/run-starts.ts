import type { Spec } from "../../src/core/spec.ts";
import type { RunStart } from "../../src/run/protocol.ts";

/** What a run of `spec` begins with: generation 1, full speed, nothing chosen and nothing edited unless said. */
export function startOf(spec: Spec, start: Partial<RunStart> = {}): RunStart {
  return { spec, generation: 1, speed: null, focus: { sample: null, quantity: null }, edits: [], ...start };
}
