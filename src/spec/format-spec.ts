import type { TextRange } from "./diagnostic.ts";
import {
  type Container,
  isComment,
  linesIn,
  maySeparate,
  spaceBetween,
  type Token,
  tokensOf,
} from "./format-tokens.ts";
import { type TextChange, layoutOf as textLayoutOf } from "./text-changes.ts";

/**
 * Lays out the text of a spec. Lines end where the person ended them, as far as that is sensible: a list of numbers
 * stands on one line, a matrix that is written on several has one for each row, and what is longer than a line is
 * broken. Only white space between tokens changes, and comments stay as they are.
 */

/** How the editor indents. */
export interface Indentation {
  readonly tabSize: number;
  readonly insertSpaces: boolean;
}

/** What is longer is broken, unless it is a list of numbers. */
const maxColumns = 120;

/**
 * The changes that lay out a text, in its order, or only those that touch a part of it. None where it has mistakes in
 * its JSON: then nobody knows what belongs together.
 */
export function formatSpec(text: string, indentation: Indentation, part?: TextRange): TextChange[] {
  const tokens = tokensOf(text);
  if (!tokens) return [];
  const isWanted = ({ offset, length }: TextChange) =>
    !part || (offset <= part.offset + part.length && offset + length >= part.offset);
  return changesOf(text, tokens, indentation).filter(isWanted);
}

/** One change for each gap between two tokens that is not as it should be. */
function changesOf(text: string, tokens: readonly Token[], { tabSize, insertSpaces }: Indentation): TextChange[] {
  const { eol } = textLayoutOf(text);
  const unit = insertSpaces ? " ".repeat(tabSize) : "\t";
  const outside: Begun = { layout: "asWritten", indent: -1, opensBroken: false, hasElement: false };
  const begun = new Map<Container | null, Begun>([[null, outside]]);
  const changes: TextChange[] = [];
  /** That of the line that is being laid out, in units. */
  let indent = 0;
  let column = 0;
  let end = 0;
  const fill = (start: number, gap: string) => {
    if (text.slice(end, start) !== gap) changes.push({ offset: end, length: start - end, text: gap });
  };
  tokens.forEach((token, index) => {
    const { kind, offset, length, within } = token;
    const before = tokens[index - 1];
    const around = kind === "open" ? (within?.parent ?? null) : within;
    const state = begun.get(around) ?? outside;
    const lines = before ? linesBetween(before, token, state) : 0;
    if (!state.hasElement) state.opensBroken ||= lines > 0;
    state.hasElement ||= !isComment(token);
    if (lines > 0) {
      indent = state.indent + (kind === "close" ? 0 : 1);
      column = indent * tabSize;
    }
    const gap = lines > 0 ? eol.repeat(lines) + unit.repeat(indent) : before ? spaceBetween(before, token) : "";
    if (lines === 0) column += gap.length;
    fill(offset, gap);
    if (kind === "open" && within) {
      begun.set(within, { layout: layoutOf(within, column), indent, opensBroken: false, hasElement: false });
    }
    const written = text.slice(offset, offset + length);
    const lastLine = written.slice(Math.max(written.lastIndexOf("\n"), written.lastIndexOf("\r")) + 1);
    column = lastLine.length === length ? column + length : lastLine.length;
    end = offset + length;
  });
  fill(text.length, linesIn(text.slice(end)) > 0 ? eol : "");
  return changes;
}

/** On one line, or each of its elements on a line of its own, or with the lines that the person made. */
type Layout = "oneLine" | "oneEach" | "asWritten";

/** A list or object that is being laid out. */
interface Begun {
  readonly layout: Layout;
  /** That of the line on which it begins, in units. */
  readonly indent: number;
  /** Whether its first element stands on another line than its opening bracket, as its closing one does then. */
  opensBroken: boolean;
  hasElement: boolean;
}

function layoutOf(container: Container, column: number): Layout {
  if (isRow(container)) return "oneLine";
  if (isMatrix(container) && container.isBroken) return "oneEach";
  if (spansLines(container)) return "asWritten";
  // A comma may follow.
  return column + container.width + 1 <= maxColumns ? "oneLine" : "oneEach";
}

/** A list of numbers and nothing else, or an empty list or object. */
function isRow({ isList, inner, values, numbers, hasComments }: Container): boolean {
  return !hasComments && inner.length === 0 && values === numbers && (isList || values === 0);
}

function isMatrix({ isList, inner, values }: Container): boolean {
  return isList && values === 0 && inner.length > 1 && inner.every((row) => row.isList && isRow(row));
}

/** Whether a line ends in it that is to stay. */
function spansLines(container: Container): boolean {
  return !isRow(container) && (container.isBroken || container.inner.some(spansLines));
}

/** How many lines end between two tokens: none, one, or two where a line is left empty. */
function linesBetween(before: Token, token: Token, { layout, opensBroken }: Begun): number {
  const written = maySeparate(before, token) ? Math.min(token.breaks, before.kind === "open" ? 1 : 2) : 0;
  if (before.kind === "lineComment") return Math.max(written, 1);
  if (token.kind === "close") return layout === "oneEach" || (layout === "asWritten" && opensBroken) ? 1 : 0;
  const isElement =
    before.kind === "comma" ? !isComment(token) : before.kind === "open" && token.kind !== "lineComment";
  if (layout === "oneEach" && isElement) return Math.max(written, 1);
  return layout === "oneLine" ? 0 : written;
}
