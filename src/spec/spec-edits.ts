import { createScanner, findNodeAtLocation, type Node } from "jsonc-parser";
import {
  indentWithin,
  insertAfterLast,
  isOnOneLine,
  layoutOf,
  lineStart,
  propertyText,
  restOfLine,
  type TextChange,
  valueText,
} from "./text-changes.ts";

/** Keys and indices that lead to a value from the root of a spec. */
export type Path = readonly (string | number)[];

/** One thing to change in what a spec says. */
export type SpecEdit =
  /** Gives a key or an element a value, also one that is not there yet. */
  | { readonly set: Path; readonly to: unknown }
  /** Takes a key with its value away, or an element of a list. */
  | { readonly remove: Path }
  /** Gives a key another name. */
  | { readonly rename: Path; readonly to: string };

/** What is to be done with the parts of one object or list. */
interface Work {
  readonly whole: Node;
  readonly removed: Set<Node>;
  readonly added: string[];
}

/**
 * What to change in the text of a spec so that it says something else. All else stays as it is written; where a key
 * goes and another comes in the same object, the one stands where the other stood.
 * @param root the tree of the text; what is to be removed or renamed and is not there is passed over
 * @returns changes that do not overlap
 */
export function changesFor(text: string, root: Node, edits: readonly SpecEdit[]): TextChange[] {
  const works = new Map<Node, Work>();
  const workOn = (whole: Node): Work => {
    const work = works.get(whole) ?? { whole, removed: new Set(), added: [] };
    works.set(whole, work);
    return work;
  };
  const changes: TextChange[] = [];
  for (const edit of edits) {
    if ("set" in edit) {
      const node = nodeOf(root, edit.set);
      if (node) changes.push(replacement(node, valueText(edit.to)));
      else insert(root, edit.set, edit.to, workOn);
    } else if ("remove" in edit) {
      const node = nodeOf(root, edit.remove);
      const part = node && partOf(node);
      if (part?.parent) workOn(part.parent).removed.add(part);
    } else {
      const key = nodeOf(root, edit.rename)?.parent?.children?.[0];
      if (key) changes.push(replacement(key, JSON.stringify(edit.to)));
    }
  }
  return [...changes, ...[...works.values()].flatMap((work) => changesOf(text, work))];
}

function nodeOf(root: Node, path: Path): Node | undefined {
  return findNodeAtLocation(root, [...path]);
}

/** The property of a value, with its key; the value itself in a list. */
function partOf(node: Node): Node {
  return node.parent?.type === "property" ? node.parent : node;
}

function replacement({ offset, length }: Node, text: string): TextChange {
  return { offset, length, text };
}

/** Adds a value to the nearest object or list that is there, with the objects around it that are not. */
function insert(root: Node, path: Path, value: unknown, workOn: (whole: Node) => Work): void {
  let depth = path.length - 1;
  while (depth > 0 && !nodeOf(root, path.slice(0, depth))) depth--;
  const whole = nodeOf(root, path.slice(0, depth));
  if (!whole) return;
  const inner = path.slice(depth + 1).reduceRight<unknown>((within, key) => ({ [key]: within }), value);
  const text = whole.type === "array" ? valueText(inner) : propertyText(String(path[depth]), inner);
  workOn(whole).added.push(text);
}

function changesOf(text: string, { whole, removed, added }: Work): TextChange[] {
  const { children = [] } = whole;
  const gone = children.filter((child) => removed.has(child));
  // The first that come take the places of the first that go.
  const replaced = gone.slice(0, added.length);
  const changes = replaced.map((part, k) => replacement(part, added[k]));
  const more = added.slice(replaced.length);
  if (more.length > 0) return [...changes, ...insertions(text, whole, more)];
  const left = new Set(gone.slice(replaced.length));
  return [...changes, ...blocksOf(children, left).flatMap((block) => removal(text, whole, block))];
}

function insertions(text: string, whole: Node, parts: readonly string[]): TextChange[] {
  const layout = layoutOf(text);
  const last = whole.children?.at(-1);
  if (!last) {
    const inside = whole.type === "array" ? parts.join(", ") : ` ${parts.join(", ")} `;
    return [{ offset: whole.offset + 1, length: 0, text: inside }];
  }
  // What came after a comment to the line's end would be part of it.
  const hasComment = text.slice(endOf(last), restOfLine(text, endOf(last)).after).includes("//");
  const isInline = isOnOneLine(text, whole) && !hasComment;
  const start = isInline ? " " : `${layout.eol}${indentWithin(text, whole, layout)}`;
  return insertAfterLast(text, whole, parts, start);
}

/** Parts beside each other that are removed, from the first to the last of each such block. */
function blocksOf(children: readonly Node[], removed: ReadonlySet<Node>): [first: number, last: number][] {
  const blocks: [number, number][] = [];
  children.forEach((child, index) => {
    if (!removed.has(child)) return;
    const block = blocks.at(-1);
    if (block?.[1] === index - 1) block[1] = index;
    else blocks.push([index, index]);
  });
  return blocks;
}

/** Takes away parts that stand beside each other, and the comma that is then too many. */
function removal(text: string, { children = [] }: Node, [from, to]: [number, number]): TextChange[] {
  const [first, last] = [children[from], children[to]];
  const [before, next] = [children[from - 1], children[to + 1]] as (Node | undefined)[];
  const start = lineStart(text, first.offset);
  const isAtStart = text.slice(start, first.offset).trim() === "";
  const rest = restOfLine(text, endOf(last));
  const isAtEnd = /[\r\n]/.test(text.charAt(rest.after));
  const comma = commaAfter(text, last);
  if (isAtStart && isAtEnd && (rest.comma || comma < 0)) {
    // Whole lines, with the comments beside what stands in them.
    const end = rest.after + (text.startsWith("\r\n", rest.after) ? 2 : 1);
    const lines = { offset: start, length: end - start, text: "" };
    return comma < 0 && before ? [{ offset: commaAfter(text, before), length: 1, text: "" }, lines] : [lines];
  }
  if (next) return [{ offset: first.offset, length: next.offset - first.offset, text: "" }];
  if (before) return [{ offset: endOf(before), length: endOf(last) - endOf(before), text: "" }];
  return [{ offset: first.offset, length: Math.max(endOf(last), comma + 1) - first.offset, text: "" }];
}

/** Where the comma after a part stands, wherever comments leave it; −1 if there is none. */
function commaAfter(text: string, part: Node): number {
  const scanner = createScanner(text, true);
  scanner.setPosition(endOf(part));
  scanner.scan();
  const offset = scanner.getTokenOffset();
  return text[offset] === "," ? offset : -1;
}

function endOf({ offset, length }: Node): number {
  return offset + length;
}
