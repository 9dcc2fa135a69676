import type { Node } from "jsonc-parser";
import { formatCount, formatCounted } from "../format/number-format.ts";
import { type Diagnostic, headOf, nodeAt, specError } from "./diagnostic.ts";
import { maxParameters, maxWidth } from "./limits.ts";
import { nameMistakes } from "./name-mistakes.ts";
import { widthOf } from "./names.ts";
import type { SpecFile } from "./schema.ts";
import { biasesMending, targetsMending, weightsMending } from "./shape-fixes.ts";

/** What no schema can say: whether the sizes fit each other. */
export function shapeMistakes(file: SpecFile, root: Node): Diagnostic[] {
  const widths = [widthOf(file.inputs), ...file.layers.map(({ units }) => units)];
  const parameters = file.layers.reduce(
    (sum, { units, biases }, l) => sum + units * (widths[l] + (biases === false ? 0 : 1)),
    0,
  );
  const tooWide = widths.findIndex((width) => width > maxWidth);
  if (tooWide >= 0) return [tooWideMistake(widths[tooWide], tooWide, root)];
  if (parameters > maxParameters) return [tooManyParameters(parameters, widths, root)];
  const unfitTargets = targetMistakes(file, root);
  return [
    ...file.layers.flatMap((_, l) => layerMistakes(file, l, widths[l], nodeAt(root, "layers", l))),
    ...unfitTargets,
    // A number of targets that does not fit may be too large to give them all names.
    ...(unfitTargets.length > 0 ? [] : nameMistakes(file, root)),
  ];
}

/** Marks the inputs, which are width 0, or a layer's units. */
function tooWideMistake(width: number, index: number, root: Node): Diagnostic {
  const [what, node] =
    index === 0 ? ["inputs", headOf(nodeAt(root, "inputs"))] : ["units", nodeAt(root, "layers", index - 1, "units")];
  return specError(node, `There are ${formatCount(width)} ${what}; at most ${formatCount(maxWidth)} can be trained`);
}

/** Marks the layer that brings the most weights. */
function tooManyParameters(parameters: number, widths: readonly number[], root: Node): Diagnostic {
  const sizes = widths.slice(1).map((units, l) => units * widths[l]);
  const largest = sizes.indexOf(Math.max(...sizes));
  const limit = formatCount(maxParameters);
  const message = `This network has ${formatCount(parameters)} weights and biases; at most ${limit} can be trained. Use fewer units`;
  return specError(nodeAt(root, "layers", largest, "units"), message);
}

function layerMistakes(file: SpecFile, l: number, fanIn: number, node: Node): Diagnostic[] {
  const { units, weights, biases } = file.layers[l];
  const mistakes: Diagnostic[] = [];
  const isUnfit = weights?.length !== units || weights.some((row) => row.length !== fanIn);
  const mending = weights && isUnfit ? weightsMending(file, l, fanIn) : undefined;
  if (weights && weights.length !== units) {
    const message = `weights has ${formatCounted(weights.length, "row")}; it needs ${units}, one for each unit`;
    mistakes.push(specError(headOf(nodeAt(node, "weights")), message, mending));
  }
  weights?.forEach((row, j) => {
    if (row.length === fanIn) return;
    const message = `This row has ${formatCounted(row.length, "weight")}; it needs ${fanIn}, one for each number that feeds the layer`;
    mistakes.push(specError(nodeAt(node, "weights", j), message, mending));
  });
  if (biases && biases.length !== units) {
    const message = `biases has ${formatCounted(biases.length, "number")}; it needs ${units}, one for each unit`;
    mistakes.push(specError(headOf(nodeAt(node, "biases")), message, biasesMending(file, l)));
  }
  return mistakes;
}

function targetMistakes(file: SpecFile, root: Node): Diagnostic[] {
  const { targets, layers } = file;
  const outputs = layers[layers.length - 1].units;
  if (targets === undefined || widthOf(targets) === outputs) return [];
  const message = `There must be as many targets as the last layer has units: ${outputs}, not ${widthOf(targets)}`;
  return [specError(headOf(nodeAt(root, "targets")), message, targetsMending(file))];
}
