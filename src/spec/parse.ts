import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { type Diagnostic, maxDiagnostics, specError, type TextRange } from "./diagnostic.ts";
import { isUtf16, notUtf8 } from "./encoding.ts";
import { parseOptions, reparse, type Tree } from "./reparse.ts";

/** The longest spec that is read, in characters; larger data belongs into a csv file. */
export const maxSpecLength = 4 * 1024 * 1024;

/** What to do about each mistake that the parser can find, by the parser's own name for it. */
const syntaxMessages: Readonly<Record<string, string>> = {
  InvalidSymbol: "This word has no meaning in JSON; put words in quotes, and write numbers as finite decimals",
  InvalidNumberFormat: "This is not a number as JSON writes them; write for example 0.5 or 1e-3",
  PropertyNameExpected: "A key in quotes is expected here",
  ValueExpected: "A value is expected here",
  ColonExpected: "A colon is expected here, between key and value",
  CommaExpected: "A comma is expected here",
  CloseBraceExpected: "A closing } is expected here",
  CloseBracketExpected: "A closing ] is expected here",
  EndOfFileExpected: "The spec ends before this; remove what follows",
  UnexpectedEndOfComment: "This comment has no end; close it with */",
  UnexpectedEndOfString: 'This text has no end; close it with "',
  UnexpectedEndOfNumber: "This number has no end",
};

/** The text of a spec, parsed. */
export interface ParsedSpec {
  /** As much of its tree as can be read; null where there is nothing. */
  readonly root: Node | null;
  /** Every mistake in the writing. */
  readonly mistakes: readonly Diagnostic[];
  /** What a later version of the text can be parsed with; null where there is no tree. */
  readonly kept: { readonly tree: Tree; readonly repeated: readonly Node[] } | null;
}

/**
 * Parses the text of a spec: JSON with comments and trailing commas.
 * @param before an earlier version of it, whose tree is taken over as far as it is still right: it is of no use after
 */
export function parseSpecText(text: string, before?: ParsedSpec): ParsedSpec {
  if (text.length > maxSpecLength) {
    const size = `${Math.round(text.length / 1024 / 1024)} MB`;
    return unread(
      `This spec is ${size} long; at most ${maxSpecLength / 1024 / 1024} MB are read. Put large data into a csv file: "data": { "csv": "data.csv" }`,
    );
  }
  if (isUtf16(text)) return unread(`This spec ${notUtf8}`);
  try {
    return (before?.kept && parsedAgain(text, before.kept)) ?? parsedWhole(text);
  } catch (error) {
    // The parser descends with the call stack.
    if (!(error instanceof RangeError)) throw error;
    return unread("The brackets are nested too deeply");
  }
}

/** A spec of which nothing is known, and why. */
function unread(message: string): ParsedSpec {
  return { root: null, mistakes: [specError({ offset: 0, length: 1 }, message)], kept: null };
}

function parsedWhole(text: string): ParsedSpec {
  const errors: ParseError[] = [];
  const root = parseTree(text, errors, parseOptions);
  if (root) return parsed({ text, root, errors }, repeatedKeys(root));
  const isEmpty = errors.every(({ error }) => printParseErrorCode(error) === "ValueExpected");
  return { root: null, mistakes: isEmpty ? [emptySpec()] : syntaxMistakes(errors, text), kept: null };
}

function parsedAgain(text: string, { tree, repeated }: NonNullable<ParsedSpec["kept"]>): ParsedSpec | null {
  const stoodAt = repeated.map(({ offset }) => offset);
  const again = reparse(tree, text);
  if (!again) return null;
  const elsewhere = repeated.filter((_, k) => stoodAt[k] < again.start || stoodAt[k] >= again.end);
  return parsed(again.tree, [...elsewhere, ...repeatedKeys(again.anew)]);
}

function parsed(tree: Tree, repeated: readonly Node[]): ParsedSpec {
  const inOrder = repeated.toSorted((a, b) => a.offset - b.offset);
  const twice = inOrder.map((key) => specError(key, `"${key.value}" stands here a second time; keep one`));
  return { root: tree.root, mistakes: [...syntaxMistakes(tree.errors, tree.text), ...twice], kept: { tree, repeated } };
}

function syntaxMistakes(errors: readonly ParseError[], text: string): Diagnostic[] {
  return firstOfEachLine(withoutEchoes(errors), text)
    .slice(0, maxDiagnostics)
    .map((error) => syntaxError(withinText(error, text), messageOf(error, text)));
}

/** The parser marks what is missing at the end beyond the end. */
function withinText({ offset, length }: TextRange, text: string): TextRange {
  const start = Math.min(offset, text.length);
  return { offset: start, length: Math.min(length, text.length - start) };
}

/** The parser passes over a word without meaning, and then misses the key or the value that the word stood for. */
function withoutEchoes(errors: readonly ParseError[]): ParseError[] {
  let isAfterWord = false;
  return errors.filter(({ error }) => {
    const code = printParseErrorCode(error);
    const isEcho = isAfterWord && (code === "ValueExpected" || code === "PropertyNameExpected");
    isAfterWord = isEcho || code === "InvalidSymbol";
    return !isEcho;
  });
}

/** After a mistake the parser guesses, and what it says of the rest of the line is about its guess. */
function firstOfEachLine(errors: readonly ParseError[], text: string): ParseError[] {
  return errors.filter(({ offset }, index) => {
    const before = errors[index - 1];
    return !before || text.slice(before.offset, offset).includes("\n");
  });
}

function messageOf({ error, offset }: ParseError, text: string): string {
  if (text[offset] === "'") return `Single quotes have no meaning in JSON; use double quotes: "…"`;
  return syntaxMessages[printParseErrorCode(error)] ?? "This is not JSON";
}

function emptySpec(): Diagnostic {
  return specError({ offset: 0, length: 0 }, 'This spec is empty. Start with { "inputs": …, "layers": …, "data": … }');
}

/** JSON lets a later key of the same name win in silence. */
function repeatedKeys(node: Node, found: Node[] = []): Node[] {
  if (!node.children) return found;
  if (node.type === "object") {
    const seen = new Set<string>();
    for (const { children: [key] = [] } of node.children) {
      if (!key) continue;
      if (seen.has(key.value)) found.push(key);
      seen.add(key.value);
    }
  }
  for (const child of node.children) if (child.children) repeatedKeys(child, found);
  return found;
}

function syntaxError({ offset, length }: TextRange, message: string): Diagnostic {
  return { kind: "syntax", severity: "error", message, range: { offset, length }, source: null };
}
