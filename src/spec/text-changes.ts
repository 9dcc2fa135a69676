import type { Node } from "jsonc-parser";

/** Pieces of JSON put into a text so that its layout, its order and the comments in it stay as they are written. */

/** A piece of a text that gives way to another. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** How a text is laid out. */
export interface Layout {
  readonly eol: string;
  /** One level of indentation. */
  readonly unit: string;
}

/** The layout that a text shows. */
export function layoutOf(text: string): Layout {
  return {
    eol: text.includes("\r\n") ? "\r\n" : "\n",
    unit: /\n([ \t]+)\S/.exec(text)?.[1] ?? "  ",
  };
}

/** The text after changes of it, which must not overlap. */
export function applyChanges(text: string, changes: readonly TextChange[]): string {
  return changes
    .toSorted((a, b) => b.offset - a.offset)
    .reduce((now, { offset, length, text: put }) => now.slice(0, offset) + put + now.slice(offset + length), text);
}

/**
 * Puts parts after the last one of an object or a list that has any, and after a comment that stands beside that.
 * @param start what stands before each part: a space, or a line's end and its indentation
 */
export function insertAfterLast(text: string, whole: Node, parts: readonly string[], start: string): TextChange[] {
  const last = whole.children?.at(-1);
  if (!last) return [];
  const end = last.offset + last.length;
  const { comma, after } = restOfLine(text, end);
  const added = parts.map((part) => `${start}${part}`).join(",");
  if (comma) return [{ offset: after, length: 0, text: `${added},` }];
  if (after === end) return [{ offset: end, length: 0, text: `,${added}` }];
  return [
    { offset: end, length: 0, text: "," },
    { offset: after, length: 0, text: added },
  ];
}

/** Whether a comma follows a part, and where the line goes on after it and after the comments beside it. */
export function restOfLine(text: string, from: number): { comma: boolean; after: number } {
  const commaAndComments = /(?:[ \t]*(?:,|\/\*[\s\S]*?\*\/))*(?:[ \t]*\/\/[^\r\n]*)?/y;
  commaAndComments.lastIndex = from;
  const [rest] = commaAndComments.exec(text) ?? [""];
  return { comma: rest.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "").includes(","), after: from + rest.length };
}

/** Whether an object or a list begins its first part on the line of its bracket. */
export function isOnOneLine(text: string, { offset, children = [] }: Node): boolean {
  return children.length === 0 || !text.slice(offset, children[0].offset).includes("\n");
}

/** The indentation of the parts of an object or a list. */
export function indentWithin(text: string, whole: Node, { unit }: Layout): string {
  const first = whole.children?.[0];
  return !first || isOnOneLine(text, whole) ? lineIndent(text, whole.offset) + unit : lineIndent(text, first.offset);
}

/** The white space that the line of an offset begins with. */
export function lineIndent(text: string, offset: number): string {
  return /^[ \t]*/.exec(text.slice(lineStart(text, offset), offset))?.[0] ?? "";
}

/** Where the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  return text.lastIndexOf("\n", offset - 1) + 1;
}

/** A value as JSON on one line, with the spaces that people write. */
export function valueText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (typeof value === "object" && value !== null) {
    const properties = Object.entries(value).map(([key, inner]) => propertyText(key, inner));
    return properties.length === 0 ? "{}" : `{ ${properties.join(", ")} }`;
  }
  return JSON.stringify(value);
}

/** A key with its value, on one line. */
export function propertyText(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${valueText(value)}`;
}
