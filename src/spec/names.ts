import { defaultTargets } from "./columns.ts";
import type { SpecFile } from "./schema.ts";

/** How many names there are, whether a spec writes them or only their number. */
export function widthOf(names: SpecFile["inputs"]): number {
  return Array.isArray(names) ? names.length : names;
}

/** x1…xn where only their number is given. */
export function inputNames({ inputs }: SpecFile): readonly string[] {
  return Array.isArray(inputs) ? inputs : Array.from({ length: inputs }, (_, index) => `x${index + 1}`);
}

/** Null where the spec leaves them open. */
export function targetNames({ targets }: SpecFile): readonly string[] | null {
  return typeof targets === "number" ? defaultTargets(targets) : (targets ?? null);
}
