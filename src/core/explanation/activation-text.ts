import { type ActivationName, activations } from "../activation.ts";
import type { Line } from "./derivation-parts.ts";
import { type ActivationFormula, slopeFormula, valueFormula } from "./derive/activation-formulas.ts";
import {
  derivative,
  difference,
  type Expression,
  exponential,
  fraction,
  known,
  letter,
  literal,
  overAll,
  product,
} from "./notation/expression.ts";
import { plainText } from "./notation/plain.ts";

const a = letter("a");
const z = letter("z");
const aByZ = derivative(a, z);

/** An activation function and its derivative as formulas for any z, line by line, with what they need beside z. */
export function activationText(name: ActivationName): readonly string[] {
  if (name === "softmax") return softmaxText();
  const [above, below] = [formulasAt(name, 1), formulasAt(name, -1)];
  const helpers = [...above.value.helpers, ...above.slope.helpers].map(helperText);
  return [
    `${plainText(a)} = ${bySide(above.value, below.value)}`,
    `${plainText(aByZ)} = ${bySide(above.slope, below.slope)}`,
    ...new Set(helpers),
  ];
}

/** The formulas as they hold around some z: a function that bends at 0 has others on the other side. */
function formulasAt(name: keyof typeof activations, at: number) {
  const knownZ = known(z, at, null);
  const knownA = known(a, activations[name].value(at), null);
  return { value: valueFormula(name, knownZ), slope: slopeFormula(name, knownZ, knownA, null) };
}

/** The forms that hold on both sides of 0, and then what holds on either. */
function bySide(above: ActivationFormula, below: ActivationFormula): string {
  const [right, left] = [above.forms.map(symbolsOf), below.forms.map(symbolsOf)];
  const apart = right.findIndex((form, k) => form !== left[k]);
  if (apart < 0) return right.join(" = ");
  const sides = [right, left].map((forms) => forms.slice(apart).join(" = "));
  return [...right.slice(0, apart), `${sides[0]} where z > 0, ${sides[1]} elsewhere`].join(" = ");
}

function helperText({ left, forms }: Line): string {
  return [left, ...forms].map(symbolsOf).join(" = ");
}

function softmaxText(): string[] {
  const share = fraction(exponential(z), overAll("k", exponential(letter("z", "k"))));
  const slope = product(a, difference(literal(1), a));
  return [`${plainText(a)} = ${plainText(share)}`, `${plainText(aByZ)} = ${plainText(slope)}`];
}

function symbolsOf(of: Expression): string {
  return plainText(of);
}
