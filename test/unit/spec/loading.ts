import type { Spec } from "../../../src/core/spec.ts";
import { type LoadedSpec, loadSpec } from "../../../src/spec/load.ts";
import { filesFrom } from "../../support/data-access.ts";

/** Data files by their path. */
export type Files = Readonly<Record<string, string>>;

/** Loads a spec with data files that are only in memory. */
export function loadWith(text: string, files: Files = {}): Promise<LoadedSpec> {
  const access = filesFrom((path) => {
    if (Object.hasOwn(files, path)) return files[path];
    throw new Error(`${path} cannot be read: there is no such file`);
  });
  return loadSpec(text, "test.nn.json", access);
}

/** What a spec's mistakes mark and say: "marked text: message". A spec that has any must not run. */
export async function mistakesOf(text: string, files: Files = {}): Promise<string[]> {
  const { spec, diagnostics } = await loadWith(text, files);
  const runs = diagnostics.every(({ severity }) => severity === "warning");
  if (runs !== (spec !== null)) throw new Error("a spec runs if and only if it has no errors");
  return diagnostics.map(
    ({ range, message }) => `${text.slice(range.offset, range.offset + range.length)}: ${message}`,
  );
}

/** A valid spec with some keys replaced; undefined leaves one out. */
export function textWith(changes: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({ inputs: ["a", "b"], layers: [{ units: 1 }], data: [{ a: 1, b: 2, t: 3 }], ...changes });
}

/** The same as a spec with its defaults. */
export async function specWith(changes: Readonly<Record<string, unknown>>, files: Files = {}): Promise<Spec> {
  const { spec, diagnostics } = await loadWith(textWith(changes), files);
  if (!spec) throw new Error(diagnostics[0].message);
  return spec;
}
