import { findNodeAtLocation, getNodeValue, type Node } from "jsonc-parser";
import type { Condition, ExpectedQuantity } from "../core/expectation/expectation.ts";
import { timeText } from "../core/expectation/expectation-text.ts";
import { parseQuantityPath } from "../core/quantity-path.ts";
import type { TextRange } from "./diagnostic.ts";
import { fits } from "./fits.ts";
import type { Schema } from "./keywords.ts";
import { type ExpectEntry, expectations, type WrittenCondition } from "./schema/expect.ts";
import { keyNodes } from "./validate.ts";

/** An expectation as it stands in the text of a spec, which may have mistakes elsewhere. */
export interface WrittenExpectation {
  /** When, and which number: `after 1 step: layers.0.weights[0][0]` */
  readonly name: string;
  /** What it must be: `= 0.2421875` */
  readonly condition: string;
  /** Its key, as `expectRanges` of a spec that can run has it. */
  readonly key: TextRange;
  /** From its key to the end of its condition. */
  readonly range: TextRange;
}

/** How close a bare number must be met, as a share of it. */
const defaultTolerance = 1e-6;

/** All expectations of a spec that are written as they should be, in the order of the text. */
export function writtenExpectations(root: Node): WrittenExpectation[] {
  const list = findNodeAtLocation(root, ["expect"]);
  const entries = list?.type === "array" ? (list.children ?? []) : [];
  return entries.flatMap((node) => {
    const entry: unknown = getNodeValue(node);
    return fits(expectations.items as Schema, entry) ? expectationsOf(entry as ExpectEntry, node) : [];
  });
}

function expectationsOf(entry: ExpectEntry, node: Node): WrittenExpectation[] {
  return expectedKeys(node)
    .filter(({ value }) => expectedQuantity(value) !== null)
    .map((key) => {
      const { offset, length } = key.parent ?? key;
      return {
        name: `${timeText(entry.after)}: ${key.value}`,
        condition: shortCondition(entry[key.value] as WrittenCondition),
        key: { offset: key.offset, length: key.length },
        range: { offset, length },
      };
    });
}

/** The keys of an entry that name a number. */
export function expectedKeys(entry: Node): Node[] {
  return keyNodes(entry).filter(({ value }) => value !== "after");
}

/** The number that a key names; null for a key that begins as a path does but is none. */
export function expectedQuantity(key: string): ExpectedQuantity | null {
  if (key === "loss" || key === "testLoss" || key === "accuracy") return key;
  return parseQuantityPath(key);
}

/** What a condition as it is written means. */
export function conditionMeant(written: WrittenCondition): Condition {
  if (typeof written !== "number") return written;
  // A share of nothing is nothing: for 0 the tolerance is taken as it is.
  return { near: written, tolerance: defaultTolerance * (Math.abs(written) || 1) };
}

/** `= 33`, `< 0.01`, `> 0.9` or `= 2 ± 0.001` */
function shortCondition(written: WrittenCondition): string {
  if (typeof written === "number") return `= ${written}`;
  if ("below" in written) return `< ${written.below}`;
  if ("above" in written) return `> ${written.above}`;
  return `= ${written.near} ± ${written.tolerance}`;
}
