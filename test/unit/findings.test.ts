import { readdirSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { findingKinds } from "../../src/core/findings/finding.ts";
import { type Diagnostic, maxDiagnostics } from "../../src/spec/diagnostic.ts";
import { findingDiagnostic } from "../../src/spec/finding-diagnostics.ts";
import { fixesOf } from "../../src/spec/fixes.ts";
import { parseSpecText } from "../../src/spec/parse.ts";
import { applyChanges } from "../../src/spec/text-changes.ts";
import { type Trained, trained } from "../support/trained.ts";
import { loadWith } from "./spec/loading.ts";

/** The pages that explain findings, and the examples that they lead to. */

const pages = "docs/findings";
const examples = "examples/findings";

it("there is a page and an example for each kind of finding, and no other", () => {
  expect(readdirSync(pages).toSorted()).toEqual(findingKinds.map((kind) => `${kind}.md`).toSorted());
  expect(readdirSync(examples).toSorted()).toEqual(findingKinds.map((kind) => `${kind}.nn.json`).toSorted());
  expect(findingKinds.length).toBeLessThan(maxDiagnostics);
});

describe.each(findingKinds)("%s", (kind) => {
  const text = readFileSync(`${examples}/${kind}.nn.json`, "utf8");
  const page = readFileSync(`${pages}/${kind}.md`, "utf8");
  let before: Trained;

  /** Trains what a text says. */
  async function trainedBy(of: string): Promise<Trained> {
    const { spec, diagnostics } = await loadWith(of);
    if (!spec) throw new Error(`${diagnostics[0].message}\n${of}`);
    return trained(spec, 10);
  }

  /** The finding as the editor shows it. */
  function diagnosticOf({ findings: [finding] }: Trained): Diagnostic {
    const { root } = parseSpecText(text);
    if (!root) throw new Error("The example cannot be read");
    return findingDiagnostic(finding, root);
  }

  beforeAll(async () => {
    before = await trainedBy(text);
  });

  it("has an example that tells its lesson and has this finding and no other", () => {
    expect(text).toMatch(/^\/\/ \S[^{]*\n\/\/\n\/\/ Look for: /);
    for (const line of text.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    expect(before.findings.map((finding) => finding.kind)).toEqual([kind]);
    // A loss that has no end diverges just before.
    expect([...before.ever].filter((other) => other !== "divergence" || kind !== "nonFinite")).toEqual([kind]);
  });

  it("has a page that says what the editor says of the example, and leads to it", () => {
    const quoted = [...page.matchAll(/^> (.*)$/gm)].map(([, line]) => line).join(" ");
    expect(quoted).toBe(diagnosticOf(before).message);
    expect(page).toContain(`](../../${examples}/${kind}.nn.json)`);
    const headings = [...page.matchAll(/^## (.*)$/gm)].map(([, heading]) => heading);
    expect(headings).toEqual(["Why it keeps the network from learning", "How to see it", "What to do", "Try it"]);
  });

  it("is gone after each of its fixes", async () => {
    const { root } = parseSpecText(text);
    const { spec } = await loadWith(text);
    const fixes = root ? fixesOf(diagnosticOf(before), text, root, spec) : [];
    expect(fixes.filter(({ isPreferred }) => isPreferred)).toHaveLength(1);
    for (const { title, changes } of fixes) {
      const { findings } = await trainedBy(applyChanges(text, changes));
      expect(
        findings.map((finding) => finding.kind),
        title,
      ).not.toContain(kind);
    }
  });
});
