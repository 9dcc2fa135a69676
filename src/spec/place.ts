import { findNodeAtLocation, findNodeAtOffset, getNodePath, type Node } from "jsonc-parser";
import { parameterKinds } from "../core/parameters.ts";
import type { ParameterPlace } from "../core/quantity-path.ts";
import type { TextRange } from "./diagnostic.ts";

/** What of a network a piece of a spec's text is about. Layers, units and inputs count from 0. */
export type Meaning =
  /** The name of an input or of a target. */
  | { readonly of: "input"; readonly input: number }
  | { readonly of: "target"; readonly unit: number }
  /** Anything in a layer that is not told apart. */
  | { readonly of: "layer"; readonly layer: number }
  /** A row of weights, beside its numbers. */
  | { readonly of: "unit"; readonly layer: number; readonly unit: number }
  /** One number of `weights` or `biases`. */
  | { readonly of: "parameter"; readonly parameter: ParameterPlace }
  /** The name as it is written; null where none stands there. */
  | { readonly of: "activation"; readonly layer: number; readonly name: string | null }
  | { readonly of: "optimizer"; readonly name: string | null }
  | { readonly of: "learningRate" }
  | { readonly of: "loss" };

/** What stands in a spec's text, and where: the key, the value or the space between brackets that an offset lies in. */
export type Place = Meaning & { readonly range: TextRange };

/**
 * What stands at an offset of a spec's text, also right behind it; null where it is nothing of the network.
 * @param root the text's tree
 */
export function placeAt(root: Node, offset: number): Place | null {
  const found = findNodeAtOffset(root, offset, true);
  if (!found) return null;
  // Between a key and its value, it is the key that counts.
  const node = found.type === "property" ? (found.children?.[0] ?? found) : found;
  const meaning = meaningOf(node);
  return meaning && { ...meaning, range: rangeOf(node) };
}

/** Where a parameter's number stands in a spec's text; null where the spec leaves it to be drawn. */
export function rangeOfParameter(root: Node, { layer, kind, unit, input }: ParameterPlace): TextRange | null {
  const node = findNodeAtLocation(root, ["layers", layer, kind, unit, ...(input === null ? [] : [input])]);
  return node?.type === "number" ? rangeOf(node) : null;
}

/** A parameter's number in a spec's text. */
export interface WrittenParameter {
  readonly parameter: ParameterPlace;
  readonly range: TextRange;
}

/** The numbers of `weights` and `biases` that lie within a stretch of a spec's text, in no particular order. */
export function parametersWithin(root: Node, stretch: TextRange): WrittenParameter[] {
  const within = (list: Node | undefined) =>
    [...(list?.children ?? []).entries()].filter(([, node]) => overlaps(node, stretch));
  const numbers = (list: Node | undefined, placeOf: (index: number) => ParameterPlace) =>
    within(list).flatMap(([index, node]) =>
      node.type === "number" ? [{ parameter: placeOf(index), range: rangeOf(node) }] : [],
    );
  return within(findNodeAtLocation(root, ["layers"])).flatMap(([layer, node]) =>
    parameterKinds.flatMap((kind) => {
      const list = findNodeAtLocation(node, [kind]);
      if (kind === "biases") return numbers(list, (unit) => ({ layer, kind, unit, input: null }));
      return within(list).flatMap(([unit, row]) => numbers(row, (input) => ({ layer, kind, unit, input })));
    }),
  );
}

/** Where the loss of a run is told in its spec's text. */
export interface LossLine extends TextRange {
  /** Whether the text names the loss there. */
  readonly isNamed: boolean;
}

/** The name of the loss; where the text gives none, the bracket that opens the layers, which lead to it. */
export function lossLine(root: Node): LossLine | null {
  const loss = findNodeAtLocation(root, ["loss"]);
  if (loss) return { ...rangeOf(loss), isNamed: true };
  const layers = findNodeAtLocation(root, ["layers"]);
  return layers ? { offset: layers.offset, length: 1, isNamed: false } : null;
}

function meaningOf(node: Node): Meaning | null {
  const [key, index, ...inner] = getNodePath(node);
  switch (key) {
    case "inputs":
      return typeof index === "number" ? { of: "input", input: index } : null;
    case "targets":
      return typeof index === "number" ? { of: "target", unit: index } : null;
    case "layers":
      return typeof index === "number" ? meaningInLayer(node, index, inner) : null;
    case "optimizer":
      return meaningInOptimizer(node, index);
    case "loss":
      return { of: "loss" };
    default:
      return null;
  }
}

function meaningInLayer(node: Node, layer: number, [key, unit, input]: readonly (string | number)[]): Meaning {
  if (key === "activation") return { of: "activation", layer, name: wordOf(node) };
  const isNumber = node.type === "number" && typeof unit === "number";
  if (key === "biases" && isNumber && input === undefined) {
    return { of: "parameter", parameter: { layer, kind: key, unit, input: null } };
  }
  if (key === "weights" && isNumber && typeof input === "number") {
    return { of: "parameter", parameter: { layer, kind: key, unit, input } };
  }
  if (key === "weights" && typeof unit === "number") return { of: "unit", layer, unit };
  return { of: "layer", layer };
}

function meaningInOptimizer(node: Node, key: string | number | undefined): Meaning | null {
  if (key === "learningRate") return { of: "learningRate" };
  if (key === "type") return { of: "optimizer", name: wordOf(node) };
  const isItsKey = key === undefined && node.type === "string";
  return isItsKey ? { of: "optimizer", name: wordAt(node.parent?.children?.[1], "type") } : null;
}

/** The word that a key has as its value, given the node of either. */
function wordOf(node: Node): string | null {
  const value = node.parent?.children?.[1];
  return value?.type === "string" ? value.value : null;
}

function wordAt(object: Node | undefined, key: string): string | null {
  const node = object && findNodeAtLocation(object, [key]);
  return node?.type === "string" ? node.value : null;
}

function rangeOf({ offset, length }: Node): TextRange {
  return { offset, length };
}

function overlaps(a: TextRange, b: TextRange): boolean {
  return a.offset <= b.offset + b.length && b.offset <= a.offset + a.length;
}
