import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createExpectationCheck } from "../../src/core/expectation/expectation-check.ts";
import type { FindingKind } from "../../src/core/findings/finding.ts";
import type { Spec } from "../../src/core/spec.ts";
import { type LoadedSpec, loadSpec } from "../../src/spec/load.ts";
import { exampleFiles } from "../support/data-access.ts";
import { trained } from "../support/trained.ts";

const names = readdirSync("examples")
  .filter((name) => name.endsWith(".nn.json"))
  .map((name) => basename(name, ".nn.json"));

/** The examples of what can go wrong show exactly that; all others are healthy. */
const wrong: Readonly<Record<string, FindingKind>> = {
  "dead-relu": "deadUnits",
  exploding: "explodingGradients",
  vanishing: "vanishingGradients",
};

function runnable({ spec }: LoadedSpec): Spec {
  if (!spec) throw new Error("The spec cannot run");
  return spec;
}

it("are of every kind that is told of", () => {
  for (const name of ["chain", "mazur", "xor", "line", "iris", "digits", "spiral", "sine", ...Object.keys(wrong)]) {
    expect(names).toContain(name);
  }
});

describe.each(names)("%s", (name) => {
  const file = join("examples", `${name}.nn.json`);
  const text = readFileSync(file, "utf8");
  let loaded: LoadedSpec;

  beforeAll(async () => {
    loaded = await loadSpec(text, file, exampleFiles);
  });

  it("has no mistake, a title, and a comment with its lesson", () => {
    expect(loaded.diagnostics).toEqual([]);
    expect(runnable(loaded).title).not.toBe(file);
    expect(text).toMatch(/^\/\/ \S[^{]*\n\/\/\n\/\/ Look for: /);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
  });

  it("fulfils what it expects", () => {
    const { advance, results } = createExpectationCheck(runnable(loaded));
    while (!advance(1000));
    expect(results().length).toBeGreaterThan(0);
    expect(results().filter(({ holds }) => !holds)).toEqual([]);
  });

  it(name in wrong ? `shows ${wrong[name]} and nothing else` : "shows no finding", () => {
    const expected = name in wrong ? [wrong[name]] : [];
    const { findings, ever } = trained(runnable(loaded), 100);
    expect(findings.map(({ kind }) => kind)).toEqual(expected);
    expect([...ever]).toEqual(expected);
  });
});
