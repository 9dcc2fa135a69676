import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Spec } from "../../src/core/spec.ts";
import { loadSpec } from "../../src/spec/load.ts";

/** The spec of one of the examples, with its data. */
export async function exampleSpec(name: string): Promise<Spec> {
  const file = join("examples", `${name}.nn.json`);
  const { spec } = await loadSpec(readFileSync(file, "utf8"), file, async (path) =>
    readFileSync(join("examples", path), "utf8"),
  );
  if (!spec) throw new Error(`The example ${name} cannot run`);
  return spec;
}
