import { findNodeAtLocation, type Node } from "jsonc-parser";
import { createRandom, streams } from "../core/random.ts";
import { formatCount, formatCounted } from "../format/number-format.ts";
import { type Columns, maxDataNumbers } from "./columns.ts";
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

/** The name of a shape, as a spec writes it. */
export type GeneratorName = keyof typeof shapes;

/** Draws the samples of a spec: rows of inputs, then targets. `root` is the whole spec. */
export function generate(
  { generate: name, samples = 200, noise = 0 }: GeneratorSource,
  root: Node,
  { inputs, outputs }: Columns,
  seed: number,
): { rows: readonly (readonly number[])[] } | { mistakes: readonly Diagnostic[] } {
  const shape: Shape = shapes[name];
  const classes = shape.classes(outputs);
  const mistakes = [...inputMistakes(name, shape, inputs.length, root), ...unitMistakes(name, classes, outputs, root)];
  if (mistakes.length > 0) return { mistakes };
  if (samples * (shape.inputs + outputs) > maxDataNumbers) return { mistakes: [tooMany(samples, outputs, root)] };

  const drawn = shape.draw({ samples, noise, classes, random: createRandom(seed, streams.data) });
  return { rows: drawn.map((point) => [...point.inputs, ...targetsOf(point, classes, outputs)]) };
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
  const limit = formatCount(maxDataNumbers);
  const message = `${formatCounted(samples, "sample")} with ${formatCounted(outputs, "target")} each are more than ${limit} numbers; use fewer samples, or fewer units in the last layer`;
  return specError(node, message);
}
