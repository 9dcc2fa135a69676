import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Precision } from "../core/numbers.ts";
import type { Parameters } from "../core/parameters.ts";
import { fanInOf, type Spec } from "../core/spec.ts";
import { maxSpecLength, parseSpecText } from "./parse.ts";
import { indentWithin, insertAfterLast, type Layout, layoutOf, lineIndent, type TextChange } from "./text-changes.ts";

/**
 * What to change in a spec's text so that its layers begin with these parameters. All else stays as it is written:
 * comments, order, and the layout of lists that are there; where there are none, weights stand one row a line.
 * @param spec what the text says now
 * @returns the changes in the order of the text, or a sentence on why it cannot be
 */
export function writtenParameters(
  text: string,
  spec: Spec,
  parameters: readonly Parameters[],
): readonly TextChange[] | string {
  const mismatch = mismatchOf(spec, parameters);
  if (mismatch) return mismatch;
  const { root } = parseSpecText(text);
  const layout = layoutOf(text);
  const changes = parameters.flatMap((layer, l) => {
    const node = root && findNodeAtLocation(root, ["layers", l]);
    return node ? changesOf(text, node, rowsOf(layer, fanInOf(spec, l), spec.precision), layout) : [];
  });
  const length = changes.reduce((sum, { text, length }) => sum + text.length - length, text.length);
  if (length > maxSpecLength) {
    return `With all its parameters the spec would be ${Math.ceil(length / 1024 / 1024)} MB long, and at most ${maxSpecLength / 1024 / 1024} MB are read`;
  }
  return changes;
}

/** How the layers of a spec differ from those of a run. */
function mismatchOf(spec: Spec, parameters: readonly Parameters[]): string | null {
  const { layers } = spec;
  if (layers.length !== parameters.length) {
    return `The spec has ${layers.length} layers now, and the run has ${parameters.length}`;
  }
  for (const [l, { weights, biases }] of parameters.entries()) {
    const { units, name } = layers[l];
    const hasBiases = layers[l].biases !== false;
    if (weights.length !== units * fanInOf(spec, l) || biases.length !== (hasBiases ? units : 0)) {
      return `In the spec, layer ${l + 1} ("${name}") has another shape now than in the run`;
    }
    if (![...weights, ...biases].every(Number.isFinite)) {
      return `A parameter of layer ${l + 1} ("${name}") is no finite number`;
    }
  }
  return null;
}

/** What a layer's lists are to be: numbers as they are written. */
interface Rows {
  readonly weights: readonly (readonly string[])[];
  /** Null in a layer without biases. */
  readonly biases: readonly string[] | null;
}

function rowsOf({ weights, biases }: Parameters, fanIn: number, precision: Precision): Rows {
  const written = Array.from(weights, (weight) => shortest(weight, precision));
  return {
    weights: Array.from({ length: weights.length / fanIn }, (_, j) => written.slice(j * fanIn, (j + 1) * fanIn)),
    biases: biases.length === 0 ? null : Array.from(biases, (bias) => shortest(bias, precision)),
  };
}

/** The shortest text that is read as the same number. */
function shortest(value: number, precision: Precision): string {
  if (Object.is(value, -0)) return "-0";
  if (precision === "float64") return String(value);
  const texts = Array.from({ length: 9 }, (_, k) => String(Number(value.toPrecision(k + 1))));
  return texts.find((text) => Math.fround(Number(text)) === Math.fround(value)) ?? String(value);
}

function changesOf(text: string, layer: Node, { weights, biases }: Rows, layout: Layout): TextChange[] {
  const weightsNode = findNodeAtLocation(layer, ["weights"]);
  const biasesNode = findNodeAtLocation(layer, ["biases"]);
  const indent = indentWithin(text, layer, layout);
  const missing = [
    ...(weightsNode ? [] : [`"weights": ${matrixText(weights, indent, layout)}`]),
    ...(biasesNode || !biases ? [] : [`"biases": ${rowText(biases)}`]),
  ];
  const changes = [
    ...(weightsNode ? matrixChanges(text, weightsNode, weights, layout) : []),
    ...(biasesNode && biases ? numberChanges([biasesNode], [biases]) : []),
    ...(missing.length > 0 ? insertAfterLast(text, layer, missing, `${layout.eol}${indent}`) : []),
  ];
  return changes.sort((a, b) => a.offset - b.offset);
}

/** A matrix of several rows on one line is laid out anew; any other keeps its layout, and the comments in it. */
function matrixChanges(text: string, node: Node, rows: Rows["weights"], layout: Layout): TextChange[] {
  const written = text.slice(node.offset, node.offset + node.length);
  const hasLayout = rows.length === 1 || /[\n/]/.test(written);
  if (hasLayout) return numberChanges(node.children ?? [], rows);
  return [{ offset: node.offset, length: node.length, text: matrixText(rows, lineIndent(text, node.offset), layout) }];
}

/** Each number in its place. */
function numberChanges(lists: readonly Node[], rows: readonly (readonly string[])[]): TextChange[] {
  return lists.flatMap(({ children = [] }, j) =>
    children.map(({ offset, length }, i) => ({ offset, length, text: rows[j][i] })),
  );
}

function matrixText(rows: Rows["weights"], indent: string, { eol, unit }: Layout): string {
  if (rows.length === 1) return `[${rowText(rows[0])}]`;
  const lines = rows.map((row) => `${eol}${indent}${unit}${rowText(row)}`);
  return `[${lines.join(",")}${eol}${indent}]`;
}

function rowText(numbers: readonly string[]): string {
  return `[${numbers.join(", ")}]`;
}
