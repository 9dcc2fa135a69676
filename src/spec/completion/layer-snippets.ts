import { formatCounted } from "../../format/number-format.ts";
import { fanInAt, type NetworkShape } from "./network-shape.ts";

/** Something to insert, as a snippet of the editor, and what a list calls it. */
export interface Snippet {
  readonly label: string;
  readonly detail: string;
  readonly text: string;
}

/** More weights than this nobody writes by hand. */
const maxNumbers = 64;

const usualUnits = [1, 2, 3];

/** Whole layers for a place among the layers, with weights and biases of the shape that they need there. */
export function layerSnippets(shape: NetworkShape, layer: number): Snippet[] {
  const fanIn = fanInAt(shape, layer);
  if (fanIn === null) return [];
  const units = [...new Set([...usualUnits, ...(shape.targets === null ? [] : [shape.targets])])];
  return units
    .filter((count) => count * fanIn <= maxNumbers)
    .map((count) => {
      const indent = count > 1 ? "\t" : "";
      const keys = [
        `"units": ${count}`,
        `"activation": "\${1:relu}"`,
        `"weights": ${matrix(count, fanIn, indent, 2)}`,
        `"biases": ${row(Array.from({ length: count }, (_, k) => placeholder(count * fanIn + k + 2, "0")))}`,
      ];
      const text = count > 1 ? `{\n\t${keys.join(",\n\t")}\n}` : `{ ${keys.join(", ")} }`;
      const label = `layer of ${formatCounted(count, "unit")} with weights and biases`;
      return { label, detail: shapeText(count, fanIn), text };
    });
}

/** The weights of a layer that says how many units it has. */
export function weightsSnippet(shape: NetworkShape, layer: number): Snippet[] {
  const [units, fanIn] = [shape.layers[layer]?.units ?? null, fanInAt(shape, layer)];
  if (units === null || fanIn === null || units * fanIn > maxNumbers) return [];
  return [{ label: `${units} × ${fanIn} weights`, detail: shapeText(units, fanIn), text: matrix(units, fanIn, "", 1) }];
}

/** The biases of a layer that says how many units it has. */
export function biasesSnippet(shape: NetworkShape, layer: number): Snippet[] {
  const units = shape.layers[layer]?.units ?? null;
  if (units === null || units > maxNumbers) return [];
  const text = row(Array.from({ length: units }, (_, k) => placeholder(k + 1, "0")));
  return [{ label: units === 1 ? "1 bias" : `${units} biases`, detail: "one for each unit", text }];
}

function shapeText(units: number, fanIn: number): string {
  return `${formatCounted(units, "row")} of ${formatCounted(fanIn, "weight")}, one for each input`;
}

/** One row a line, if there are several. No two weights are the same: units that begin alike would learn alike. */
function matrix(units: number, fanIn: number, indent: string, firstStop: number): string {
  const decimals = String(units * fanIn).length;
  const rows = Array.from({ length: units }, (_, j) =>
    row(
      Array.from({ length: fanIn }, (_, i) => {
        const k = j * fanIn + i;
        return placeholder(firstStop + k, String((k + 1) / 10 ** decimals));
      }),
    ),
  );
  return units === 1 ? `[${rows[0]}]` : `[\n${indent}\t${rows.join(`,\n${indent}\t`)}\n${indent}]`;
}

function row(numbers: readonly string[]): string {
  return `[${numbers.join(", ")}]`;
}

function placeholder(stop: number, number: string): string {
  return `\${${stop}:${number}}`;
}
