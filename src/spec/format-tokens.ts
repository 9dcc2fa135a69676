import { visit } from "jsonc-parser";

/** The tokens of a spec's text, and what their layout goes by. */

/** A list or an object. */
export interface Container {
  readonly isList: boolean;
  readonly parent: Container | null;
  readonly inner: Container[];
  /** Values that are neither lists nor objects, and how many of them are numbers. */
  values: number;
  numbers: number;
  hasComments: boolean;
  /** Whether a line ends in it where it may stay so, or where a comment makes it. */
  isBroken: boolean;
  /** Characters from its first bracket to its last, if it stood on one line. */
  width: number;
}

/** A bracket, a comma, a colon, a key or other value, or a comment. */
export interface Token {
  readonly kind: "open" | "close" | "comma" | "colon" | "value" | "lineComment" | "blockComment";
  readonly offset: number;
  readonly length: number;
  /** How many lines end between the token before and this one. */
  readonly breaks: number;
  /** The list or object that it stands in; for a bracket, the one that it belongs to. */
  readonly within: Container | null;
}

/** All tokens of a text in order, comments among them; null where it has mistakes. */
export function tokensOf(text: string): Token[] | null {
  const tokens: Token[] = [];
  let hasMistakes = false;
  let within: Container | null = null;
  /** Where the token would end if all stood on one line. */
  let column = 0;
  const add = (kind: Token["kind"], offset: number, length: number) => {
    const before = tokens.at(-1);
    const breaks = linesIn(text.slice(before ? before.offset + before.length : 0, offset));
    const token: Token = { kind, offset, length, breaks, within };
    // What stands before an opening bracket stands in the list or object around it.
    const around = kind === "open" ? (within?.parent ?? null) : within;
    const endsLine = kind === "lineComment" || linesIn(text.slice(offset, offset + length)) > 0;
    if (around && (endsLine || (breaks > 0 && maySeparate(before, token)))) around.isBroken = true;
    column += (before ? spaceBetween(before, token).length : 0) + length;
    tokens.push(token);
  };
  const open = (isList: boolean) => (offset: number, length: number) => {
    const inside: Container = { ...emptyContainer, isList, parent: within, inner: [] };
    within?.inner.push(inside);
    within = inside;
    add("open", offset, length);
    inside.width = length - column;
  };
  const close = (offset: number, length: number) => {
    add("close", offset, length);
    if (within) within.width += column;
    within = within?.parent ?? null;
  };
  visit(
    text,
    {
      onObjectBegin: open(false),
      onArrayBegin: open(true),
      onObjectEnd: close,
      onArrayEnd: close,
      onObjectProperty: (_, offset, length) => add("value", offset, length),
      onLiteralValue: (value, offset, length) => {
        if (within) within.values++;
        if (within && typeof value === "number") within.numbers++;
        add("value", offset, length);
      },
      onSeparator: (character, offset, length) => add(character === "," ? "comma" : "colon", offset, length),
      onComment: (offset, length) => {
        if (within) within.hasComments = true;
        add(text.startsWith("//", offset) ? "lineComment" : "blockComment", offset, length);
      },
      onError: () => {
        hasMistakes = true;
      },
    },
    { allowTrailingComma: true },
  );
  return hasMistakes ? null : tokens;
}

const emptyContainer = { values: 0, numbers: 0, hasComments: false, isBroken: false, width: 0 };

/** How many lines end in a text. */
export function linesIn(text: string): number {
  return text.match(/\r\n|\r|\n/g)?.length ?? 0;
}

/** Whether a line may end between two tokens: before and after a comment, and before each element of a list or object. */
export function maySeparate(before: Token | undefined, token: Token): boolean {
  if (!before || token.kind === "comma" || token.kind === "colon" || token.kind === "close") return false;
  return isComment(before) || isComment(token) || before.kind === "open" || before.kind === "comma";
}

/** What stands between two tokens on one line. */
export function spaceBetween(before: Token, token: Token): string {
  if (token.kind === "comma" || token.kind === "colon") return "";
  if (isComment(before) || isComment(token)) return " ";
  if (before.kind === "open" && token.kind === "close") return "";
  if (before.kind === "open") return before.within?.isList ? "" : " ";
  if (token.kind === "close") return token.within?.isList ? "" : " ";
  return " ";
}

/** Whether a token is a comment of either kind. */
export function isComment({ kind }: Token): boolean {
  return kind === "lineComment" || kind === "blockComment";
}
