import { fanInAt, type NetworkShape } from "./network-shape.ts";

/** A path to a number of a network, or the beginning of many. */
export interface PathStem {
  /** `layers.0.weights[0][0]`, or `layers.0.weights[` where too many begin so. */
  readonly text: string;
  readonly isWhole: boolean;
}

/** A path as far as it is known, and how it may go on; none where it is whole. */
interface Branch {
  readonly text: string;
  /** What follows in any case: a dot or a bracket. */
  readonly joint: "" | "." | "[";
  readonly next: () => readonly Branch[];
}

/**
 * The paths into a network that go on from what is typed: whole where there are no more than `most`, otherwise as far
 * as that many branches reach.
 * @param kinds what the paths may be about
 */
export function quantityPaths(
  shape: NetworkShape,
  typed: string,
  kinds: readonly ("activations" | "gradients" | "layers")[],
  most: number,
): PathStem[] {
  const fitting = (found: readonly Branch[]) =>
    found.filter(({ text }) => text.startsWith(typed) || typed.startsWith(text));
  let branches = fitting(kinds.map((kind) => ({ text: kind, joint: ".", next: () => layersOf(shape, kind) })));
  while (branches.some(({ joint }) => joint !== "")) {
    const further = fitting(branches.flatMap((branch) => (branch.joint === "" ? [branch] : branch.next())));
    // What is typed already has to be gone through in any case.
    const isTyped = branches.every(({ text }) => text.length >= typed.length);
    if (isTyped && further.length > most) break;
    branches = further;
  }
  return branches.slice(0, most).map(({ text, joint }) => ({ text: `${text}${joint}`, isWhole: joint === "" }));
}

function layersOf(shape: NetworkShape, kind: "activations" | "gradients" | "layers"): Branch[] {
  return shape.layers.map(({ units, hasBiases }, layer) => {
    const text = `${kind}.${layer}`;
    if (kind === "activations") return indexed(text, [units ?? 0]);
    const weights = indexed(`${text}.weights`, [units ?? 0, fanInAt(shape, layer) ?? 0]);
    const biases = indexed(`${text}.biases`, [units ?? 0]);
    return { text, joint: ".", next: () => (hasBiases ? [weights, biases] : [weights]) };
  });
}

/** A list with indices below `sizes`, one in the other. */
function indexed(text: string, [size, ...inner]: readonly number[]): Branch {
  if (size === undefined) return { text, joint: "", next: () => [] };
  return {
    text,
    joint: "[",
    next: () => Array.from({ length: size }, (_, index) => indexed(`${text}[${index}]`, inner)),
  };
}
