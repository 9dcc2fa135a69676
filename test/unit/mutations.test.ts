import fc from "fast-check";
import { expect, it } from "vitest";
import { outcomeOf } from "../../src/core/gradual.ts";
import type { Spec } from "../../src/core/spec.ts";
import { apply, newRun, progressOf, training } from "../../src/run/current-run.ts";
import { type Diagnostic, maxDiagnostics } from "../../src/spec/diagnostic.ts";
import { fixesOf } from "../../src/spec/fixes.ts";
import { loadSpec } from "../../src/spec/load.ts";
import { parseSpecText } from "../../src/spec/parse.ts";
import { applyChanges } from "../../src/spec/text-changes.ts";
import { filesFrom } from "../support/data-access.ts";
import { startOf } from "../support/run-starts.ts";

/**
 * Whatever is written in a spec, it gives a run or diagnostics that point into its text: never an exception, never a
 * wait, and no NaN that nobody speaks of. MUTATION_SEED=2 and so on try others.
 */

const files: Readonly<Record<string, string>> = {
  "points.csv": "x,y,class\n1,2,a\n3,4,b\n5,7,a\n-1,0.5,c\n",
  "broken.csv": 'x,y,class\n1,two,a\n3,,b\n"5,7,a\n',
};

const access = filesFrom((path) => {
  if (!Object.hasOwn(files, path)) throw new Error(`${path} cannot be read: there is no such file`);
  return files[path];
});

/** Valid specs that together have every key of the format. */
const valid: readonly object[] = [
  {
    title: "everything",
    inputs: ["x", "y"],
    layers: [
      { name: "a", units: 3, activation: "tanh", init: "heNormal", trainable: "weights" },
      { units: 2, activation: "gelu", biases: false, init: { uniform: [-1, 1] } },
      { units: 1, weights: [[0.5, -0.5]], biases: [0.1], trainable: true },
    ],
    targets: ["t"],
    loss: "huber",
    optimizer: {
      type: "adamw",
      learningRate: 0.01,
      beta1: 0.9,
      beta2: 0.99,
      epsilon: 1e-8,
      weightDecay: 0.1,
      schedule: { step: { every: 2, factor: 0.5 } },
      clipNorm: 1,
    },
    regularization: { l1: 0.001, l2: 0.01 },
    training: {
      epochs: 5,
      batchSize: 2,
      shuffle: true,
      testFraction: 0.25,
      stopWhen: { testLoss: 0.001, patience: 3 },
    },
    seed: 7,
    data: [
      { x: 1, y: 2, t: 3 },
      { x: -1, y: 0, t: 0.5 },
      { x: 0, y: 0, t: 0 },
      { x: 4, y: 1, t: -2 },
    ],
    expect: [
      { after: { steps: 1 }, loss: { below: 10 }, "layers.0.weights[0][0]": 0.5 },
      { after: "end", testLoss: { near: 1, tolerance: 5 } },
      { after: { epochs: 2 }, "gradients.2.biases[0]": { above: -1 }, "activations.1[0]": 0.2 },
    ],
  },
  {
    inputs: 2,
    layers: [
      { units: 4, activation: "relu" },
      { units: 1, activation: "sigmoid" },
    ],
    optimizer: { type: "nesterov", momentum: 0.8, schedule: { cosine: { epochs: 10 } } },
    training: { epochs: 3, batchSize: "all", stopWhen: { accuracy: 0.9, loss: 0.1 } },
    precision: "float32",
    data: { generate: "spiral", samples: 20, noise: 0.1 },
  },
  {
    inputs: ["x", "y"],
    layers: [
      { units: 3, activation: "softplus" },
      { units: 3, activation: "softmax", init: { normal: [0, 1] } },
    ],
    optimizer: { type: "rmsprop", alpha: 0.9, schedule: { exponential: { factor: 0.9 } } },
    data: { csv: "points.csv", target: "class", normalize: "standard", separator: "," },
  },
  {
    inputs: 1,
    layers: [{ units: 2, activation: "swish" }, { units: 2 }],
    targets: 2,
    loss: "mae",
    optimizer: { type: "adagrad" },
    data: {
      rows: [
        [1, 2, 3],
        [0, 1, 0],
      ],
    },
  },
];

/** What a hand or an accident may put where another value was. */
const strays: readonly unknown[] = [
  null,
  true,
  false,
  0,
  -0,
  1,
  -1,
  2,
  0.5,
  1e-320,
  1e-9,
  1e9,
  1e16,
  1e308,
  -1e308,
  3.7,
  "",
  "x",
  "t",
  "all",
  "relu",
  "softmax",
  "crossEntropy",
  "binaryCrossEntropy",
  "adam",
  "points.csv",
  "broken.csv",
  "../points.csv",
  "zeros",
  "blobs",
  "sine",
  "standard",
  "__proto__",
  "constructor",
  [],
  [[]],
  [1],
  [[1, 2]],
  ["x", "y"],
  {},
  { csv: "points.csv" },
  { generate: "moons" },
  { rows: [] },
  { steps: 3 },
  { near: 1 },
  false,
];

const strayKeys = [
  "x",
  "loss",
  "units",
  "weights",
  "stopWhen",
  "testLoss",
  "layers.9.biases[0]",
  "__proto__",
  "",
  "biases",
  "init",
];

type Path = readonly (string | number)[];

/** The paths of all values within a value. */
function pathsIn(value: unknown, path: Path = []): Path[] {
  if (typeof value !== "object" || value === null) return [path];
  const inner = Object.entries(value).flatMap(([key, child]) =>
    pathsIn(child, [...path, Array.isArray(value) ? Number(key) : key]),
  );
  return [path, ...inner];
}

/** One change to a spec, chosen by numbers so that it can be repeated and made smaller. */
interface Change {
  readonly kind: "replace" | "remove" | "add" | "rename" | "scale" | "repeat";
  readonly place: number;
  readonly choice: number;
}

function changed(spec: object, { kind, place, choice }: Change): object {
  const copy = structuredClone(spec);
  const paths = pathsIn(copy).filter((path) => path.length > 0);
  if (paths.length === 0) return copy;
  const path = paths[place % paths.length];
  // biome-ignore lint/suspicious/noExplicitAny: what stands at a path can be anything
  const parent = path.slice(0, -1).reduce<any>((value, key) => value[key], copy);
  const key = path[path.length - 1];
  const value = parent[key];
  const stray = strays[choice % strays.length];
  const put = (name: string | number, what: unknown) =>
    Object.defineProperty(parent, name, { value: what, enumerable: true, configurable: true, writable: true });
  if (kind === "replace") put(key, structuredClone(stray));
  else if (kind === "remove") Array.isArray(parent) ? parent.splice(Number(key), 1) : delete parent[key];
  else if (kind === "scale" && typeof value === "number") put(key, value * 10 ** ((choice % 41) - 20));
  else if (Array.isArray(parent)) parent.splice(Number(key), 0, structuredClone(kind === "repeat" ? value : stray));
  else if (kind === "rename") {
    delete parent[key];
    put(strayKeys[choice % strayKeys.length], value);
  } else put(strayKeys[choice % strayKeys.length], structuredClone(kind === "repeat" ? value : stray));
  return copy;
}

const change: fc.Arbitrary<Change> = fc.record({
  kind: fc.constantFrom("replace", "replace", "remove", "add", "rename", "scale", "scale", "repeat"),
  place: fc.nat(10_000),
  choice: fc.nat(10_000),
});

/** A slip of the hand in the text itself. */
const slip = fc.record({
  at: fc.nat(10_000),
  remove: fc.nat(3),
  insert: fc.constantFrom("", "", ",", "}", "]", '"', "{", "//", "/*", "1e999", "-", "NaN", "\u0000", "\n"),
});

/** A valid spec, changed here and there. */
interface Mutation {
  readonly base: number;
  readonly changes: readonly Change[];
  readonly slips: readonly { readonly at: number; readonly remove: number; readonly insert: string }[];
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  base: fc.nat(valid.length - 1),
  changes: fc.array(change, { maxLength: 4 }),
  slips: fc.oneof(
    { weight: 3, arbitrary: fc.constant([]) },
    { weight: 1, arbitrary: fc.array(slip, { maxLength: 2 }) },
  ),
});

function textOf({ base, changes, slips }: Mutation): string {
  const text = JSON.stringify(changes.reduce(changed, valid[base]), null, 1);
  return slips.reduce((written, { at, remove, insert }) => {
    const place = at % (written.length + 1);
    return written.slice(0, place) + insert + written.slice(place + remove);
  }, text);
}

/** Milliseconds of work in one stretch after which somebody who waits would think that it hangs. */
const longest = 1000;

/** Does something, which must not take too long. The processor's time counts, so that a busy machine is no fault. */
async function inTime<Result>(work: () => Result | Promise<Result>): Promise<Result> {
  const begun = process.cpuUsage();
  const result = await work();
  expect(process.cpuUsage(begun).user / 1000).toBeLessThan(longest);
  return result;
}

/** Whatever is offered to mend it leaves a text that can be read. */
function expectFixes(text: string, diagnostic: Diagnostic, spec: Spec | null): void {
  const { root, mistakes } = parseSpecText(text);
  if (!root || mistakes.length > 0) return;
  for (const { title, changes } of fixesOf(diagnostic, text, root, spec)) {
    expect(title).not.toMatch(/undefined|\[object/);
    const mended = applyChanges(text, changes);
    expect(mended).not.toBe(text);
    expect(parseSpecText(mended).mistakes, title).toEqual([]);
  }
}

/** Loads a text and, if it can run, trains for a moment. What it came to. */
async function loadAndTrain(text: string): Promise<"run" | "diagnostics"> {
  const { spec, diagnostics, expectRanges } = await inTime(() => loadSpec(text, "test.nn.json", access));
  expect(diagnostics.length).toBeLessThanOrEqual(maxDiagnostics);
  for (const { offset, length } of [...diagnostics.map(({ range }) => range), ...expectRanges]) {
    expect(offset).toBeGreaterThanOrEqual(0);
    expect(length).toBeGreaterThanOrEqual(0);
    expect(offset + length).toBeLessThanOrEqual(text.length);
  }
  for (const { message } of diagnostics) expect(message).not.toMatch(/undefined|\[object/);
  if (diagnostics.length > 0) await inTime(() => expectFixes(text, diagnostics[0], spec));
  if (!spec) {
    expect(diagnostics.some(({ severity }) => severity === "error")).toBe(true);
    return "diagnostics";
  }
  expect(expectRanges).toHaveLength(spec.expect.length);
  const run = await inTime(() => newRun(startOf(spec)));
  apply(run, "train");
  for (let slice = 0; slice < 3 && run.state === "running"; slice++) await inTime(() => outcomeOf(training(run, 8, 5)));
  const { snapshot, worked } = await inTime(() => progressOf(run));

  const parameters = run.training.trainer.network.numbers;
  const numbers = [snapshot.loss, snapshot.testLoss ?? 0, worked?.loss ?? 0, ...parameters];
  if (!numbers.every(Number.isFinite)) expect(snapshot.findings.map(({ kind }) => kind)).toContain("nonFinite");
  for (const { message, advice } of snapshot.findings) expect(message + advice).not.toMatch(/undefined|\[object/);
  if (snapshot.state === "failed") expect(snapshot.failure).toBeTruthy();
  return "run";
}

it("starts from specs that all run", async () => {
  for (const spec of valid) expect(await loadAndTrain(JSON.stringify(spec))).toBe("run");
});

it("gives a run or diagnostics for 10,000 mutated specs", { timeout: 300_000 }, async () => {
  const outcomes = { run: 0, diagnostics: 0 };
  await fc.assert(
    fc.asyncProperty(mutation, async (mutated) => {
      outcomes[await loadAndTrain(textOf(mutated))]++;
    }),
    { numRuns: 10_000, seed: Number(process.env.MUTATION_SEED ?? 1) },
  );
  // Both ways are gone often enough to mean something.
  expect(outcomes.run).toBeGreaterThan(1000);
  expect(outcomes.diagnostics).toBeGreaterThan(1000);
});
