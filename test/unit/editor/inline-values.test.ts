import { parseTree } from "jsonc-parser";
import { describe, expect, it } from "vitest";
import type { Spec } from "../../../src/core/spec.ts";
import { createTrainer } from "../../../src/core/trainer.ts";
import { workStep } from "../../../src/core/worked-step.ts";
import { inlineValues, type ToldStep } from "../../../src/editor/inline-values.ts";
import { figuresWith } from "../../../src/format/figures.ts";
import { outlineOf } from "../../../src/run/outline.ts";
import { shownLayers } from "../../../src/run/shown-layer.ts";
import type { Snapshot } from "../../../src/run/snapshot.ts";
import { chainFile, specOf, xorFile } from "../../support/specs.ts";

/** What a run tells of its first step. */
function toldOf(spec: Spec, snapshot: Partial<Snapshot> = {}): ToldStep {
  const trainer = createTrainer(spec);
  const worked = workStep(trainer);
  if (!worked) throw new Error("the step could not be taken");
  return {
    outline: outlineOf(spec),
    snapshot: { step: 1, loss: 0.20819503900341318, testLoss: null, ...snapshot } as Snapshot,
    worked,
    layers: shownLayers(trainer.network, worked, null),
  };
}

interface Asked {
  readonly changed?: readonly string[];
  readonly digits?: number | null;
  readonly snapshot?: Partial<Snapshot>;
  /** The part of the text to look at; all of it unless given. */
  readonly within?: string;
}

/** The text of a file on one line, with the values of its first step in it. */
async function textWithValues(file: object, asked: Asked = {}): Promise<string> {
  const text = JSON.stringify(file);
  const root = parseTree(text);
  if (!root) throw new Error("the file has no tree");
  const { changed = [], digits = null, within = text, snapshot } = asked;
  const stretch = { offset: text.indexOf(within), length: within.length };
  const step = toldOf(await specOf(file), snapshot);
  return inlineValues(root, text, stretch, step, changed, figuresWith(digits))
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((all, { offset, label }) => `${all.slice(0, offset)}«${label}»${all.slice(offset)}`, text);
}

function valuesIn(text: string): readonly string[] {
  return text.match(/«[^»]*»/g) ?? [];
}

describe("values in the text after a step", () => {
  it("are each number's value and gradient, each layer's z and a, and the loss", async () => {
    const text = await textWithValues(chainFile);
    expect(text).toContain(
      '"weights":[[0.5«→ 0.2422 ∂ 33»]],"biases":[0.25«→ 0.1211 ∂ 16.5»]},«z 1.25  a 1.25  ‖∂ℓ/∂W‖ 33»',
    );
    expect(text).toContain('"biases":[1«→ 0.957 ∂ 5.5»]}«z 3.75  a 3.75  ‖∂ℓ/∂W‖ 7.563»]');
    expect(text).toContain('"loss":"mse"«= 0.2082»,');
    expect(valuesIn(text)).toHaveLength(10);
  });

  it("have as many digits as are set", async () => {
    const text = await textWithValues(chainFile, { digits: 6 });
    expect(valuesIn(text).slice(0, 3)).toEqual([
      "«→ 0.242188 ∂ 33.0000»",
      "«→ 0.121094 ∂ 16.5000»",
      "«z 1.25000  a 1.25000  ‖∂ℓ/∂W‖ 33.0000»",
    ]);
  });

  it("tell of the first units only, and of long rows without gradients", async () => {
    const weights = Array.from({ length: 4 }, (_, j) => [j, -j]);
    const out = { units: 1, weights: [[0.5, 0.25, 0.125, 1]], biases: [0] };
    const text = await textWithValues({ ...xorFile(1), layers: [{ units: 4, weights, biases: [1, 2, 3, 4] }, out] });
    const [, afterFirst, afterLast] = text.split("«z ");
    expect(afterFirst).toMatch(/^\([^,]+, [^,]+, [^,]+, …\) {2}a \([^,]+, [^,]+, [^,]+, …\) {2}‖∂ℓ\/∂W‖ [\d.]+»/);
    expect(afterLast).toMatch(/^[−\d.]+ {2}a [−\d.]+ {2}‖/);
    expect(text).toMatch(/\[\[0«→ [−\d.]+ ∂ [−\d.]+»,0«→/);
    expect(text).toMatch(/\[\[0\.5«→ [−\d.]+»,0\.25«→ [−\d.]+»,/);
    expect(text).toMatch(/"biases":\[1«→ [−\d.]+»,2«/);
  });

  it("name the loss where the text does not, and tell that of the samples held out", async () => {
    const { loss: _, ...file } = chainFile;
    const text = await textWithValues(file, { snapshot: { testLoss: 0.5 } });
    expect(text).toContain('"layers":[«loss 0.2082, test 0.5»');
  });

  it("tell the learning rate where a schedule changes it", async () => {
    const optimizer = { learningRate: 0.5, schedule: { exponential: { factor: 0.5 } } };
    expect(await textWithValues({ ...chainFile, optimizer })).toContain('"learningRate":0.5«→ 0.5»');
    expect(await textWithValues({ ...chainFile, optimizer: { learningRate: 0.5 } })).not.toContain("0.5«→ 0.5»");
  });

  it("are worked out for what is in sight", async () => {
    const text = await textWithValues(chainFile, { within: '"weights":[[1.5]]' });
    expect(valuesIn(text)).toEqual(["«→ 1.393 ∂ 13.75»"]);
  });

  it("tell nothing of the single weights of a matrix that is too large to be known", async () => {
    const row = Array.from({ length: 4100 }, () => 0.25);
    const file = {
      inputs: 1,
      layers: [
        { units: 4100, biases: false },
        { units: 1, weights: [row], biases: [1] },
      ],
    };
    const text = await textWithValues({ ...file, data: { rows: [[1, 1]] } });
    expect(text).not.toContain("0.25«");
    const [, ofFirst, bias, ofLast] = valuesIn(text);
    expect(ofFirst).toMatch(/^«z \([^)]*\) {2}a \([^)]*\)»$/);
    expect(bias).toMatch(/^«→ [−\d.]+ ∂ [−\d.]+»$/);
    expect(ofLast).toMatch(/^«z [−\d.]+ {2}a [−\d.]+»$/);
  });
});

describe("values of a text that says something else by now", () => {
  const kinds = (text: string) => {
    const values = valuesIn(text);
    return [/^«→ .* ∂/, /^«z/, /^«=/, /^«→ [^∂]*$/].map((kind) => values.some((value) => kind.test(value)));
  };
  const scheduled = { ...chainFile, optimizer: { learningRate: 0.5, schedule: { exponential: { factor: 0.5 } } } };

  it.each<[string, boolean[]]>([
    ["title", [true, true, true, true]],
    ["layers", [false, false, false, true]],
    ["data", [true, false, false, true]],
    ["loss", [true, true, false, true]],
    ["optimizer", [true, true, true, false]],
  ])("are those that do not depend on %s", async (key, expected) => {
    expect(kinds(await textWithValues(scheduled, { changed: [key] }))).toEqual(expected);
  });
});
