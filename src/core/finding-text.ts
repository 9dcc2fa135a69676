import type { Spec } from "./spec.ts";

/** How findings write what they speak of. */

/** A number to four significant digits, with a real minus sign: 0.25, −3, 1.2×10⁻⁵. */
export function written(value: number): string {
  if (Number.isNaN(value)) return "NaN";
  const sign = value < 0 ? "−" : "";
  const magnitude = Math.abs(value);
  if (magnitude === Number.POSITIVE_INFINITY) return `${sign}∞`;
  if (magnitude !== 0 && (magnitude < 0.001 || magnitude >= 1e7)) return sign + writtenAsPower(magnitude);
  return sign + withCommas(String(magnitude >= 1000 ? Math.round(magnitude) : Number(magnitude.toPrecision(4))));
}

function writtenAsPower(magnitude: number): string {
  const [mantissa, exponent] = magnitude.toExponential(1).split("e");
  const digits = [...exponent].map((digit) => superscripts.get(digit) ?? "").join("");
  return `${Number(mantissa)}×10${digits}`;
}

const superscripts = new Map([..."-0123456789"].map((digit, index) => [digit, "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"[index]]));

function withCommas(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/, ",");
}

/** A share of a whole in per cent: "25 %". */
export function percent(share: number): string {
  return `${written(100 * share)} %`;
}

/** "1 sample", "2 samples". */
export function counted(count: number, thing: string): string {
  return `${written(count)} ${thing}${count === 1 ? "" : "s"}`;
}

/** "a", "a and b", "a, b and c". */
export function listed(things: readonly (string | number)[]): string {
  if (things.length < 2) return things.join("");
  return `${things.slice(0, -1).join(", ")} and ${things[things.length - 1]}`;
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
