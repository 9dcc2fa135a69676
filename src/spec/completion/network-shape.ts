import { findNodeAtLocation, type Node } from "jsonc-parser";

/** How large a network is, as far as the text of its spec tells; what it leaves open, or says wrongly, is null. */
export interface NetworkShape {
  readonly inputs: number | null;
  readonly targets: number | null;
  readonly layers: readonly { readonly units: number | null; readonly hasBiases: boolean }[];
}

/** The shape of the network in a text that may not be complete yet. */
export function networkShape(root: Node): NetworkShape {
  const layers = findNodeAtLocation(root, ["layers"]);
  return {
    inputs: nameCount(findNodeAtLocation(root, ["inputs"])),
    targets: nameCount(findNodeAtLocation(root, ["targets"])),
    layers: (layers?.type === "array" ? (layers.children ?? []) : []).map((layer) => ({
      units: wholeNumber(findNodeAtLocation(layer, ["units"])),
      hasBiases: findNodeAtLocation(layer, ["biases"])?.value !== false,
    })),
  };
}

/** How many numbers feed each unit of a layer. */
export function fanInAt({ inputs, layers }: NetworkShape, layer: number): number | null {
  return layer === 0 ? inputs : (layers[layer - 1]?.units ?? null);
}

/** Of a list of names, or of what stands for it. */
function nameCount(node: Node | undefined): number | null {
  return node?.type === "array" ? (node.children?.length ?? 0) || null : wholeNumber(node);
}

function wholeNumber(node: Node | undefined): number | null {
  return node?.type === "number" && Number.isInteger(node.value) && node.value > 0 ? node.value : null;
}
