import { defaultTargets } from "./columns.ts";
import type { SpecFile } from "./schema.ts";

/** x1…xn where only their number is given. */
export function inputNames({ inputs }: SpecFile): readonly string[] {
  return Array.isArray(inputs) ? inputs : Array.from({ length: inputs }, (_, index) => `x${index + 1}`);
}

/** Null where the spec leaves them open. */
export function targetNames({ targets }: SpecFile): readonly string[] | null {
  return typeof targets === "number" ? defaultTargets(targets) : (targets ?? null);
}
