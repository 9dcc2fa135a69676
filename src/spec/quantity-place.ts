import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { TextRange } from "./diagnostic.ts";
import { placeAt, rangeOfParameter } from "./place.ts";

/** Where in a spec's text a number of its network is told of. */
export interface QuantityPlace {
  /** The word or number itself, or the line that the layer begins on. */
  readonly of: "value" | "layer";
  readonly range: TextRange;
}

/** The place of a quantity: the parameter, name or loss as it is written, else its layer; null where nothing tells of it. */
export function placeOfQuantity(root: Node, quantity: Quantity): QuantityPlace | null {
  switch (quantity.of) {
    case "loss":
      return placeOfValue(root, "loss");
    case "input":
      return placeOfValue(root, "inputs", quantity.input);
    case "target":
      return placeOfValue(root, "targets", quantity.unit);
    case "parameter": {
      const range = rangeOfParameter(root, quantity.parameter);
      return range ? { of: "value", range } : placeOfLayer(root, quantity.parameter.layer);
    }
    default:
      return placeOfLayer(root, quantity.layer);
  }
}

/**
 * The quantity that an offset of a spec's text points at; null where it points at none.
 * @param selected what is selected already: of the same layer, it is as good as the one that would stand for the layer
 */
export function quantityAt(root: Node, offset: number, selected: Quantity | null): Quantity | null {
  const place = placeAt(root, offset);
  switch (place?.of) {
    case "parameter":
      return { of: "parameter", parameter: place.parameter };
    case "input":
      return { of: "input", input: place.input };
    case "target":
      return { of: "target", unit: place.unit };
    case "loss":
      return { of: "loss" };
    case "unit":
      return { of: "a", layer: place.layer, unit: place.unit };
    case "layer":
    case "activation":
      return selected && layerOf(selected) === place.layer ? selected : { of: "a", layer: place.layer, unit: 0 };
    default:
      return null;
  }
}

function placeOfValue(root: Node, ...path: (string | number)[]): QuantityPlace | null {
  const node = findNodeAtLocation(root, path);
  return node ? { of: "value", range: { offset: node.offset, length: node.length } } : null;
}

/** The layer's first key, on whose line its name stands as a rule; its brace where it has none. */
function placeOfLayer(root: Node, layer: number): QuantityPlace | null {
  const node = findNodeAtLocation(root, ["layers", layer]);
  if (!node) return null;
  const { offset, length } = node.children?.[0]?.children?.[0] ?? { offset: node.offset, length: 1 };
  return { of: "layer", range: { offset, length } };
}

/** The layer that a quantity belongs to; null for inputs, targets and the loss. */
function layerOf(quantity: Quantity): number | null {
  if (quantity.of === "parameter") return quantity.parameter.layer;
  return "layer" in quantity ? quantity.layer : null;
}
