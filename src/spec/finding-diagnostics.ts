import { findNodeAtLocation, type Node } from "jsonc-parser";
import type { Finding, FindingPlace } from "../core/findings/finding.ts";
import { type Diagnostic, headOf, nodeAt, specWarning, type TextRange } from "./diagnostic.ts";

/** A finding as a warning at its place in the text of a spec. `root` is the whole spec. */
export function findingDiagnostic(finding: Finding, root: Node): Diagnostic {
  const warning = specWarning(rangeOf(finding.where, root), `${finding.message} ${finding.advice}`);
  return { ...warning, finding };
}

/** The key that says it where it is written; else the head of what it would stand in. */
function rangeOf(where: FindingPlace, root: Node): TextRange {
  switch (where.of) {
    case "layer": {
      const layer = nodeAt(root, "layers", where.layer);
      return headOf(where.key === null ? layer : nodeAt(layer, where.key));
    }
    case "unit": {
      const layer = nodeAt(root, "layers", where.layer);
      return headOf(nodeAt(layer, "weights", where.unit));
    }
    case "input":
      // A name of its own, or the key where only their number is given.
      return findNodeAtLocation(root, ["inputs", where.input]) ?? headOf(nodeAt(root, "inputs"));
    case "spec":
      return headOf(nodeAt(root, where.key));
  }
}
