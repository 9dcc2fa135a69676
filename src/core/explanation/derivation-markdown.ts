import type { Figures } from "../../format/figures.ts";
import { markdownWords, spacedMarkdownTable } from "../../format/markdown.ts";
import { formatCounted } from "../../format/number-format.ts";
import type { Derivation } from "./derivation.ts";
import type { Block, Line, Product, Sentence, Terms, UpdatePart } from "./derivation-parts.ts";
import { formWithNumbers, shownForms } from "./line-forms.ts";
import { type Expression, letter, literal, product } from "./notation/expression.ts";
import { plainText } from "./notation/plain.ts";

/**
 * A derivation in Markdown whose formulas are plain letters, for where there is little room: the largest ways through
 * the whole network are left out.
 * @param where which step and sample its numbers are of: "in step 1, sample 1"
 */
export function derivationMarkdown(derivation: Derivation, where: string, figures: Figures): string {
  const { symbol, value, lead, blocks, remarks, consequence, update } = derivation;
  const answer = `**${symbols(symbol, figures)} = ${figures.number(value)}** ${where}.`;
  const parts = [
    `${answer} ${sentenceMarkdown(lead, figures)}`,
    ...blocks.flatMap((block) => blockMarkdown(block, figures)),
    ...remarks.map((remark) => sentenceMarkdown(remark, figures)),
    ...(consequence ? [sentenceMarkdown(consequence, figures)] : []),
    ...(update ? updateMarkdown(update, figures) : []),
  ];
  return parts.join("\n\n");
}

/** A sentence with its symbols and numbers. */
export function sentenceMarkdown(sentence: Sentence, figures: Figures): string {
  return markdownWords(sentenceText(sentence, figures));
}

/** Formulas as they are written, line by line. */
export function formulaMarkdown(rows: readonly string[]): string {
  return `\`\`\`plaintext\n${rows.join("\n")}\n\`\`\``;
}

function sentenceText(sentence: Sentence, figures: Figures): string {
  return sentence
    .map((part) => {
      if (typeof part === "string") return part;
      if (part.kind === "literal" || part.kind === "known") return figures.inWords(part.value);
      return symbols(part, figures);
    })
    .join("");
}

function blockMarkdown(block: Block, figures: Figures): string[] {
  switch (block.kind) {
    case "lines":
      return [linesMarkdown(block.lines, figures)];
    case "product":
      return [formulaMarkdown(productRows(block, figures))];
    case "terms":
      return [termsMarkdown(block, figures)];
    case "paths":
      return [];
  }
}

function linesMarkdown(lines: readonly Line[], figures: Figures): string {
  return formulaMarkdown(lines.flatMap((line) => lineRows(line, figures)));
}

/** The forms of a line one below the other, and last the numbers put in with what they come to. */
function lineRows(line: Line, figures: Figures): string[] {
  const { left, changes, value, decimals, note } = line;
  const { result, input } = figures.ofLine(value ?? 0, decimals);
  const filledIn = formWithNumbers(line);
  const numbers = [
    ...(filledIn ? [plainText(filledIn, true, input)] : []),
    ...(value === null ? [] : [result(value)]),
  ].join(" = ");
  const remark = note ? `  (${sentenceText(note, figures)})` : "";
  const rows = [...shownForms(line).map((form) => symbols(form, figures)), ...(numbers === "" ? [] : [numbers])];
  return alignedRows(symbols(left, figures), changes ? "←" : "=", withRemark(rows, remark));
}

function productRows({ left, factors, value }: Product, figures: Figures): string[] {
  const { result, input } = figures.ofLine(value);
  const names = factors.flatMap(({ symbol }) => symbol ?? []);
  const formula = product(...factors.map((factor) => factor.formula));
  const numbers = plainText(product(...factors.map((factor) => literal(factor.value))), true, input);
  const rows = [
    ...(names.length === factors.length ? [symbols(product(...names), figures)] : []),
    symbols(formula, figures),
    plainText(formula, true, input),
    `${numbers} = ${result(value)}`,
  ];
  // A factor that is a single number is the same with it put in.
  return alignedRows(
    symbols(left, figures),
    "=",
    rows.filter((row, k) => !rows[k + 1]?.startsWith(`${row} = `)),
  );
}

function termsMarkdown({ columns, rows, rest, counted, index, termName, shareName, total }: Terms, figures: Figures) {
  const { result } = figures.ofLine(total);
  const hasShares = rows.some(({ share }) => share !== null);
  const percent = (share: { readonly percent: number } | null) =>
    hasShares ? [share ? `${share.percent} %` : ""] : [];
  return spacedMarkdownTable(
    [
      `${counted} ${symbols(index, figures)}`,
      ...columns.map((column) => markdownWords(symbols(column, figures))),
      markdownWords(termName),
      ...(hasShares ? [shareName] : []),
    ],
    [
      ...rows.map(({ number, numbers, value, share }) => [
        String(number),
        ...numbers.map((known) => figures.ofLine(value).input(known.value)),
        result(value),
        ...percent(share),
      ]),
      ...(rest
        ? [
            [
              formatCounted(rest.count, `other ${counted}`),
              ...columns.map(() => ""),
              result(rest.value),
              ...percent(rest.share),
            ],
          ]
        : []),
    ],
  );
}

function updateMarkdown({ name, learningRate, lines, notes }: UpdatePart, figures: Figures): string[] {
  const rate = `${plainText(letter("η"))} = ${figures.number(learningRate)}`;
  return [
    ...(lines.length > 0 ? [`**Update** by ${markdownWords(name)}, ${rate}:`, linesMarkdown(lines, figures)] : []),
    ...notes.map((note) => sentenceMarkdown(note, figures)),
  ];
}

function symbols(expression: Expression, figures: Figures): string {
  return plainText(expression, false, figures.number);
}

/** What is equal one below the other, with the signs in a column. */
function alignedRows(left: string, sign: "=" | "←", rows: readonly string[]): string[] {
  // A hat takes no room of its own.
  const indent = " ".repeat([...left.replaceAll("\u0302", "")].length);
  return rows.flatMap((row, k) => brokenRow(`${k === 0 ? `${left} ${sign}` : `${indent} =`} ${row}`, `${indent}   `));
}

/** Longer rows are broken before an operator, since a hover would break them anywhere. */
const longestRow = 58;

function brokenRow(row: string, indent: string): string[] {
  if (row.length <= longestRow) return [row];
  const at = Math.max(row.lastIndexOf(" · ", longestRow), row.lastIndexOf(" + ", longestRow));
  if (at <= indent.length) return [row];
  return [row.slice(0, at), ...brokenRow(indent + row.slice(at + 1), indent)];
}

function withRemark(rows: readonly string[], remark: string): string[] {
  return rows.map((row, k) => (k === rows.length - 1 ? row + remark : row));
}
