import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Precision } from "../core/numbers.ts";
import { createRandom, streams } from "../core/random.ts";
import type { Dataset } from "../core/spec.ts";
import { formatCount, formatCounted } from "../format/number-format.ts";
import type { Columns } from "./columns.ts";
import { datasetOf } from "./dataset.ts";
import { type Diagnostic, headOf, specError } from "./diagnostic.ts";
import { abs, line, sine } from "./generate/curves.ts";
import { circle, gauss, plane, spiral, xor } from "./generate/playground.ts";
import { blobs, moons } from "./generate/scikit-learn.ts";
import type { Point, Shape } from "./generate/shape.ts";
import type { GeneratorSource } from "./schema/data.ts";

/** Every shape a spec can name. */
const shapes = {
  xor,
  circle,
  gauss,
  spiral,
  moons,
  blobs,
  line,
  sine,
  abs,
  plane,
} satisfies Record<string, Shape>;

/** How many samples there are where a spec does not say. */
const defaultSamples = 200;

/** The most numbers that are drawn at once, inputs and targets together. */
const maxGeneratedNumbers = 10_000_000;

/** The name of a shape, as a spec writes it. */
export type GeneratorName = keyof typeof shapes;

/** Why a shape does not fit the network of a spec, if so. `root` is the whole spec. */
export function generatorMistakes(
  { generate: name, samples = defaultSamples }: GeneratorSource,
  root: Node,
  { inputs, outputs }: Columns,
): Diagnostic[] {
  const shape: Shape = shapes[name];
  const mistakes = [
    ...inputMistakes(name, shape, inputs.length, root),
    ...unitMistakes(name, shape.classes(outputs), outputs, root),
  ];
  if (mistakes.length > 0) return mistakes;
  return samples * (shape.inputs + outputs) > maxGeneratedNumbers ? [tooMany(samples, outputs, root)] : [];
}

/** Draws the samples of a shape that fits. */
export function generate(
  { generate: name, samples = defaultSamples, noise = 0 }: GeneratorSource,
  outputs: number,
  seed: number,
  precision: Precision,
): Dataset {
  const shape: Shape = shapes[name];
  const classes = shape.classes(outputs);
  const drawn = shape.draw({ samples, noise, classes, random: createRandom(seed, streams.data) });
  const rows = drawn.map((point) => [...point.inputs, ...targetsOf(point, classes, outputs)]);
  return datasetOf(rows, shape.inputs, precision);
}

/** The class or the value itself for one output; for more, a 1 at the class. */
function targetsOf({ target }: Point, classes: number, outputs: number): number[] {
  if (classes === 0 || outputs === 1) return [target];
  return Array.from({ length: outputs }, (_, index) => (index === target ? 1 : 0));
}

function inputMistakes(name: string, shape: Shape, width: number, root: Node): Diagnostic[] {
  if (width === shape.inputs) return [];
  const node = findNodeAtLocation(root, ["inputs"]) ?? root;
  const message = `"${name}" has ${formatCounted(shape.inputs, "input")}, but ${formatCount(width)} ${width === 1 ? "stands" : "stand"} here; write "inputs": ${shape.inputs}, or as many names`;
  return [specError(headOf(node), message)];
}

function unitMistakes(name: string, classes: number, outputs: number, root: Node): Diagnostic[] {
  if (outputs === 1 || outputs === classes) return [];
  const last = (findNodeAtLocation(root, ["layers"])?.children ?? []).length - 1;
  const node = findNodeAtLocation(root, ["layers", last, "units"]) ?? root;
  const needed =
    classes === 0
      ? "has one target, so the last layer needs 1 unit"
      : `has ${classes} classes, so the last layer needs 1 unit, or ${classes}, one for each class`;
  return [specError(node, `"${name}" ${needed}; it has ${formatCount(outputs)}`)];
}

function tooMany(samples: number, outputs: number, root: Node): Diagnostic {
  const node = findNodeAtLocation(root, ["data", "samples"]) ?? findNodeAtLocation(root, ["data", "generate"]) ?? root;
  const limit = formatCount(maxGeneratedNumbers);
  const message = `${formatCounted(samples, "sample")} with ${formatCounted(outputs, "target")} each are more than ${limit} numbers; use fewer samples, or fewer units in the last layer`;
  return specError(node, message);
}
