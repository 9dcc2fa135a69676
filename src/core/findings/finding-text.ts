import { formatCounted } from "../../format/number-format.ts";
import type { Spec } from "../spec.ts";

/** How findings write what they speak of. */

/** "a", "a and b", "a, b and c". */
export function listed(things: readonly (string | number)[]): string {
  if (things.length < 2) return things.join("");
  return `${things.slice(0, -1).join(", ")} and ${things[things.length - 1]}`;
}

/** "the only unit", "both units", "all 3 units". */
export function allOf(count: number, noun: string): string {
  if (count === 1) return `the only ${noun}`;
  return count === 2 ? `both ${noun}s` : `all ${formatCounted(count, noun)}`;
}

/** "layer 2", and its name where that says more. */
export function layerText({ layers }: Pick<Spec, "layers">, l: number): string {
  const { name } = layers[l];
  return name.endsWith(String(l + 1)) ? `layer ${l + 1}` : `layer ${l + 1} (${name})`;
}

/** The sentence with a capital first letter. */
export function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
