import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The spec that is typed in: 2,000 lines of weights and of rows of data. */
export const typed = "typed.nn.json";

/** The same data and no spec: what VS Code itself does with every key. */
export const plain = "plain.json";

const lines = 2000;
const inputs = 8;
const units = 32;

/** Numbers that are the same in every run. */
const number = (k: number) => (Math.sin(12.9898 * (k + 1)) * 0.9).toFixed(4);

function numbers(from: number, count: number): string {
  return Array.from({ length: count }, (_, k) => number(from + k)).join(", ");
}

/** Its `units` are typed in: they no longer fit the weights then. */
function specText(): string {
  const weights = Array.from({ length: units }, (_, j) => `      [${numbers(j * inputs, inputs)}]`);
  const names = Array.from({ length: inputs }, (_, i) => `x${i + 1}`);
  const head = [
    "{",
    '  "title": "Two thousand lines",',
    `  "inputs": ${JSON.stringify(names)},`,
    '  "layers": [',
    `    { "activation": "tanh", "units": ${units}, "weights": [`,
    weights.join(",\n"),
    "    ] },",
    '    { "activation": "sigmoid", "units": 1 }',
    "  ],",
    '  "data": [',
  ].join("\n");
  const foot = "  ]\n}\n";
  const row = (k: number) =>
    `    { ${names.map((name, i) => `"${name}": ${number(k * inputs + i)}`).join(", ")}, "t": ${k % 2} }`;
  const rows = lines - head.split("\n").length - 2;
  return `${head}\n${Array.from({ length: rows }, (_, k) => row(k)).join(",\n")}\n${foot}`;
}

/** Where keys are typed, behind what stands there; lines and columns count from 1. */
export const placeOf = { title: placeBehind('"Two thousand lines'), units: placeBehind(`"units": ${units}`) };

function placeBehind(words: string): { readonly line: number; readonly column: number } {
  const before = specText().split(words, 1)[0].split("\n");
  return { line: before.length, column: (before.at(-1) ?? "").length + words.length + 1 };
}

/** Writes the workspace that is measured in. */
export function writeSpecs(folder: string): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, typed), specText());
  writeFileSync(join(folder, plain), specText());
}
