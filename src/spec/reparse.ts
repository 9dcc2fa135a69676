import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";

/** A text with its tree, and with what the parser found wrong on its way. */
export interface Tree {
  readonly text: string;
  readonly root: Node;
  readonly errors: readonly ParseError[];
}

/** How specs are written. */
export const parseOptions = { allowTrailingComma: true };

/** What has become of a tree. */
export interface Reparsed {
  readonly tree: Tree;
  /** The node that was parsed anew. */
  readonly anew: Node;
  /** Where it stood before. */
  readonly start: number;
  readonly end: number;
}

/**
 * The tree of a text that differs from another only within a number, a string, a list or an object of it: nothing but
 * that is parsed. The nodes of the tree before are taken over, so it is of no use any more. Null where the text must be
 * parsed as a whole; then the tree is as it was.
 */
export function reparse(before: Tree, text: string): Reparsed | null {
  const change = changeBetween(before.text, text);
  const path = pathTo(before.root, change);
  for (let depth = path.length - 1; depth > 0; depth--) {
    const node = path[depth];
    if (!isBounded(node, change, before)) continue;
    const errors: ParseError[] = [];
    const parsed = parseAlone(node, text.slice(node.offset, endOf(node) + change.delta), errors);
    if (!parsed) continue;
    const [start, end] = [node.offset, endOf(node)];
    moveBehind(path.slice(0, depth + 1), change.delta);
    replace(node, parsed);
    const inside = errors.map((error) => ({ ...error, offset: error.offset + start }));
    const front = before.errors.filter(({ offset }) => offset <= start);
    const behind = before.errors
      .filter(({ offset }) => offset >= end)
      .map((error) => ({ ...error, offset: error.offset + change.delta }));
    return { tree: { text, root: before.root, errors: [...front, ...inside, ...behind] }, anew: node, start, end };
  }
  return null;
}

/** The characters from `start` to `end` of a text were replaced, which made it longer by `delta`. */
interface Change {
  readonly start: number;
  readonly end: number;
  readonly delta: number;
}

function changeBetween(before: string, after: string): Change {
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before.charCodeAt(start) === after.charCodeAt(start)) start++;
  const delta = after.length - before.length;
  let end = before.length;
  while (end > start && end + delta > start && before.charCodeAt(end - 1) === after.charCodeAt(end + delta - 1)) end--;
  return { start, end, delta };
}

/** The nodes around a change, from the root down. */
function pathTo(root: Node, { start, end }: Change): Node[] {
  const path: Node[] = [];
  const isAround = (node: Node) => node.offset <= start && end <= endOf(node);
  for (let node: Node | undefined = root; node && isAround(node); node = node.children?.find(isAround)) path.push(node);
  return path;
}

/** Between these a number ends where it seems to. */
const beforeNumber = /[[:,\s]/;
const behindNumber = /[\],}\s]/;

/** Whether a node goes on to be bounded by what bounded it before the change. */
function isBounded(node: Node, { start, end }: Change, { text, errors }: Tree): boolean {
  switch (node.type) {
    case "object":
    case "array":
      return node.offset < start && end < endOf(node);
    case "string":
      // The object around a key knows whether it is there twice.
      return node.offset < start && end < endOf(node) && !isKey(node) && isRight(node, errors);
    case "number":
      return beforeNumber.test(text[node.offset - 1]) && behindNumber.test(text[endOf(node)]) && isRight(node, errors);
    default:
      return false;
  }
}

function isKey(node: Node): boolean {
  return node.parent?.type === "property" && node.parent.children?.[0] === node;
}

function isRight(node: Node, errors: readonly ParseError[]): boolean {
  return !errors.some(({ offset }) => node.offset <= offset && offset < endOf(node));
}

/** The parser's names of errors that tell of a list or object that does not end where its text does. */
const notClosed = ["CloseBraceExpected", "CloseBracketExpected", "EndOfFileExpected"];

/**
 * Parses the new text of a node by itself; undefined if it is no such node, from its first character to its last. If
 * it is, the parser would make the same of it in its place, also of mistakes in it: it looks at nothing behind a node.
 */
function parseAlone(node: Node, text: string, errors: ParseError[]): Node | undefined {
  const parsed = parseTree(text, errors, parseOptions);
  if (parsed?.type !== node.type || parsed.offset !== 0 || parsed.length !== text.length) return undefined;
  const isFine = parsed.children
    ? !errors.some(({ error }) => notClosed.includes(printParseErrorCode(error)))
    : errors.length === 0;
  return isFine ? parsed : undefined;
}

/** The parser hands out its nodes as if they could not be changed. */
type Changeable = { -readonly [Key in keyof Node]: Node[Key] };

/** Moves all that stands behind the last of the nodes of a path, and the ends of those around it. */
function moveBehind(path: readonly Node[], delta: number): void {
  for (const [depth, node] of path.slice(1).entries()) {
    const around: Changeable = path[depth];
    const siblings = around.children ?? [];
    for (let k = siblings.indexOf(node) + 1; k < siblings.length; k++) move(siblings[k], delta);
    around.length += delta;
  }
}

function move(node: Changeable, delta: number): void {
  node.offset += delta;
  if (node.colonOffset !== undefined) node.colonOffset += delta;
  if (node.children) for (const child of node.children) move(child, delta);
}

/** Puts what was parsed by itself into the place of a node. */
function replace(node: Changeable, parsed: Node): void {
  move(parsed, node.offset);
  node.length = parsed.length;
  if (parsed.children) node.children = parsed.children;
  else node.value = parsed.value;
  for (const child of node.children ?? []) (child as Changeable).parent = node;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
