import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Spec } from "../../src/core/spec.ts";
import { loadSpec } from "../../src/spec/load.ts";
import { exampleFiles } from "./data-access.ts";

/** The spec of one of the examples, with its data. */
export async function exampleSpec(name: string): Promise<Spec> {
  const file = join("examples", `${name}.nn.json`);
  const { spec } = await loadSpec(readFileSync(file, "utf8"), file, exampleFiles);
  if (!spec) throw new Error(`The example ${name} cannot run`);
  return spec;
}
