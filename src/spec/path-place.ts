import { findNodeAtLocation } from "jsonc-parser";
import { parseSpecText } from "./parse.ts";

/**
 * Where in a spec's text a value stands, in characters from its start.
 * @param path keys and indices from the root; where nothing stands there, the nearest value around it counts
 */
export function placeOfPath(text: string, path: readonly (string | number)[]): number {
  const { root } = parseSpecText(text);
  if (!root) return 0;
  for (let length = path.length; length > 0; length--) {
    const node = findNodeAtLocation(root, [...path.slice(0, length)]);
    if (node) return node.offset;
  }
  return root.offset;
}
