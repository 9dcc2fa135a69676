import type { Derivation } from "../../src/core/explanation/derivation.ts";
import type { Block, Line, Paths, Product, Sentence, Terms } from "../../src/core/explanation/derivation-parts.ts";
import { formWithNumbers, shownForms } from "../../src/core/explanation/line-forms.ts";
import type { Expression } from "../../src/core/explanation/notation/expression.ts";
import { latexNumber, latexText, latexWords } from "../../src/core/explanation/notation/latex.ts";
import { markdownTable, markdownWords } from "../../src/format/markdown.ts";
import { formatNumber, formatSignificant } from "../numbers.ts";
import { figuresOf } from "./figures.ts";
import { whyStrings } from "./strings.ts";

/** A derivation as a text for a lesson or homework. */

/** In what a text is written; formulas are LaTeX in both. */
export type CopyFormat = "markdown" | "latex";

/** What a format's texts are made of. */
interface Writer {
  readonly words: (text: string) => string;
  readonly heading: (text: string) => string;
  /** A formula within a sentence. */
  readonly inline: (formula: string) => string;
  /** Lines of working, aligned at their first relation. */
  readonly display: (lines: readonly string[]) => string;
  readonly table: (head: readonly string[], rows: readonly (readonly string[])[]) => string;
}

/** A worked derivation: question, formula, numbers, result and update. */
export function copiedText(derivation: Derivation, source: string, format: CopyFormat): string {
  const writer = format === "markdown" ? markdown : latex;
  const { symbol, value, lead, blocks, remarks, consequence, update } = derivation;
  const question = `${whyStrings.question} ${writer.inline(`${formula(symbol)} = ${number(value)}`)}?`;
  const parts = [
    writer.heading(question),
    `${sentence(lead, writer)} (${writer.words(source)}.)`,
    ...blocks.map((block) => blockText(block, writer)),
    ...remarks.map((remark) => sentence(remark, writer)),
    ...(consequence ? [sentence(consequence, writer)] : []),
  ];
  if (update) {
    const rate = writer.inline(`\\eta = ${number(update.learningRate)}`);
    parts.push(
      writer.heading(whyStrings.update),
      ...(update.lines.length > 0
        ? [`${writer.words(update.name)}, ${rate}:`, writer.display(update.lines.flatMap(lineText))]
        : []),
      ...update.notes.map((note) => sentence(note, writer)),
    );
  }
  return `${parts.join("\n\n")}\n`;
}

function blockText(block: Block, writer: Writer): string {
  switch (block.kind) {
    case "lines":
      return writer.display(block.lines.flatMap(lineText));
    case "product":
      return productText(block, writer);
    case "terms":
      return termsText(block, writer);
    case "paths":
      return pathsText(block, writer);
  }
}

/** A line of working, broken at its equals signs. */
function lineText(line: Line): string[] {
  const { left, value, changes, decimals } = line;
  const figures = figuresOf(value ?? 0, decimals);
  const filledIn = formWithNumbers(line);
  const relation = changes ? "\\leftarrow" : "=";
  const steps = [
    ...shownForms(line).map((form) => formula(form)),
    ...(filledIn ? [latexText(filledIn, true, figures.input)] : []),
    ...(value === null ? [] : [latexNumber(figures.result(value))]),
  ];
  return steps.map((step, k) => `${k === 0 ? `${formula(left)} &${relation}` : "&="} ${step}`);
}

function productText({ left, factors, value }: Product, writer: Writer): string {
  const figures = figuresOf(value);
  const times = (parts: readonly string[]) => parts.join(" \\cdot ");
  const held = (expression: Expression, isPutIn: boolean) => {
    const text = isPutIn ? latexText(expression, true, figures.input) : formula(expression);
    return needsParentheses(expression, isPutIn) ? `\\left(${text}\\right)` : text;
  };
  const names = factors.flatMap(({ symbol }) => (symbol ? [formula(symbol)] : []));
  return writer.display([
    ...(names.length > 0 ? [`${formula(left)} &= ${times(names)}`] : []),
    `${names.length > 0 ? "" : formula(left)} &= ${times(factors.map((factor) => held(factor.formula, false)))}`.trim(),
    `&= ${times(factors.map((factor) => held(factor.formula, true)))}`,
    `&= ${times(factors.map((factor) => negativeHeld(latexNumber(figures.input(factor.value)))))}`,
    `&= ${latexNumber(figures.result(value))}`,
  ]);
}

/** Whether a factor's formula would fall apart in a product. */
function needsParentheses(of: Expression, isPutIn: boolean): boolean {
  if (of.kind === "known") return isPutIn ? of.value < 0 : needsParentheses(of.is, false);
  return of.kind === "sum" || of.kind === "negative" || (of.kind === "literal" && of.value < 0);
}

function negativeHeld(number: string): string {
  return number.startsWith("-") ? `(${number})` : number;
}

function termsText(terms: Terms, writer: Writer): string {
  const { columns, rows, rest, total, count, counted, index, termName, shareName } = terms;
  const figures = figuresOf(total);
  const shown = (value: number, format: (value: number) => string) => writer.inline(latexNumber(format(value)));
  const blank = columns.map(() => "");
  const hasShares = rows.some(({ share }) => share !== null);
  const share = (percent: number | undefined) =>
    hasShares ? [percent === undefined ? "" : writer.words(`${percent} %`)] : [];
  return writer.table(
    [
      `${whyStrings.nouns[counted]} ${writer.inline(formula(index))}`,
      ...columns.map((column) => writer.inline(formula(column))),
      writer.words(termName),
      ...(hasShares ? [shareName] : []),
    ],
    [
      ...rows.map((row) => [
        String(row.number),
        ...row.numbers.map(({ value }) => shown(value, figuresOf(row.value).input)),
        shown(row.value, figures.result),
        ...share(row.share?.percent),
      ]),
      ...(rest
        ? [
            [
              whyStrings.otherTerms(rest.count, counted),
              ...blank,
              shown(rest.value, figures.result),
              ...share(rest.share?.percent),
            ],
          ]
        : []),
      ...(count > 1
        ? [[whyStrings.sumOverAll(count), ...blank, shown(total, figures.result), ...share(undefined)]]
        : []),
    ],
  );
}

function pathsText({ rows, rest, total }: Paths, writer: Writer): string {
  const figures = figuresOf(total);
  const shown = (value: number) => writer.inline(latexNumber(figures.result(value)));
  const percent = (share: { readonly percent: number } | null) => (share ? writer.words(`${share.percent} %`) : "");
  return writer.table(
    [whyStrings.paths, whyStrings.pathProduct, whyStrings.pathShare],
    [
      ...rows.map(({ units, value, share }) => [
        writer.inline(units.join(" \\leftarrow ")),
        shown(value),
        percent(share),
      ]),
      ...(rest ? [[whyStrings.otherPaths(rest.count), shown(rest.value), percent(rest.share)]] : []),
      [whyStrings.allPaths, shown(total), ""],
    ],
  );
}

function sentence(parts: Sentence, writer: Writer): string {
  return parts
    .map((part) => {
      if (typeof part === "string") return writer.words(part);
      if (part.kind === "literal" || part.kind === "known") {
        return writer.inline(latexNumber(formatSignificant(part.value)));
      }
      return writer.inline(formula(part));
    })
    .join("");
}

function formula(expression: Expression): string {
  return latexText(expression, false, formatNumber);
}

function number(value: number): string {
  return latexNumber(formatNumber(value));
}

const markdown: Writer = {
  words: markdownWords,
  heading: (text) => `**${text}**`,
  inline: (formula) => `$${formula}$`,
  display: (lines) => `$$\n\\begin{aligned}\n${lines.join(" \\\\\n")}\n\\end{aligned}\n$$`,
  table: markdownTable,
};

const latex: Writer = {
  words: (text) => latexSymbols(latexWords(text)),
  heading: (text) => `\\paragraph{${text}}`,
  inline: (formula) => `$${formula}$`,
  display: (lines) => `\\begin{align*}\n${lines.join(" \\\\\n")}\n\\end{align*}`,
  table: (head, rows) =>
    [
      `\\begin{tabular}{l${"r".repeat(head.length - 1)}}`,
      [head, ...rows].map((row) => row.join(" & ")).join(" \\\\\n"),
      "\\end{tabular}",
    ].join("\n"),
};

/** Mathematical characters within words, which LaTeX's text fonts do not have. */
function latexSymbols(text: string): string {
  return text
    .replace(/×/g, "$\\times$")
    .replace(/−/g, "$-$")
    .replace(/½/g, "$\\frac{1}{2}$")
    .replace(/²/g, "$^2$")
    .replace(/ᶻ/g, "$^z$")
    .replace(/≤/g, "$\\le$")
    .replace(/←/g, "$\\leftarrow$")
    .replace(/δ/g, "$\\delta$")
    .replace(/∂ℓ\/∂a/g, "$\\partial \\ell/\\partial a$")
    .replace(/10⁻¹²/g, "$10^{-12}$");
}
