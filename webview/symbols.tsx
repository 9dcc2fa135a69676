import { createElement, type JSX } from "preact";
import { letter as expressionOf, type Letter } from "../src/core/explanation/notation/expression.ts";

/** A mathematical symbol: as MathML for the page, and in plain letters for titles and names. */
export interface MathSymbol {
  readonly text: string;
  readonly math: JSX.Element;
}

/** The numbers of a symbol's subscript, or the letter that runs through them. */
export type Index = readonly (number | "k")[];

/** Whether a name says no more than its symbol, as x1 beside x₁. */
export function repeats(name: string, { text }: MathSymbol): boolean {
  return name.normalize("NFKC").toLowerCase() === text.normalize("NFKC");
}

/** A letter with its indices: z₁, w₂₁. */
export function letter(name: string, ...index: Index): MathSymbol {
  return { text: name + subscript(index), math: letterMath(expressionOf(name, ...index)) };
}

/** A letter with its indices, and with its layer above them where that stands apart. */
export function letterMath({ letter: name, layer, indices, hat }: Letter): JSX.Element {
  const base = hat ? hatted(name) : <mi>{name}</mi>;
  const below = rowOf(
    indices.flatMap((index, k) => [...(k > 0 ? [<mspace key={k} width="0.2em" />] : []), indexMath(index)]),
  );
  const above = rowOf([tight("("), <mn key="layer">{layer}</mn>, tight(")")]);
  if (indices.length === 0) return layer === null ? base : createElement("msup", null, base, above);
  if (layer === null) return createElement("msub", null, base, below);
  return createElement("msubsup", null, base, below, above);
}

function hatted(name: string): JSX.Element {
  return (
    <mover accent={true}>
      <mi>{name}</mi>
      <mo stretchy={no}>^</mo>
    </mover>
  );
}

function indexMath(index: number | string): JSX.Element {
  return typeof index === "number" ? <mn>{index}</mn> : <mi>{index}</mi>;
}

/** Parts of a formula beside each other. */
export function rowOf(parts: readonly JSX.Element[]): JSX.Element {
  return createElement("mrow", null, ...parts);
}

/** A letter for what a layer has, with the layer above it, counted from 1, and its indices below: δ⁽²⁾, w₄₁⁽¹⁾. */
export function ofLayer(name: string, layer: number, ...index: Index): MathSymbol {
  const digits = String(layer).replace(/\d/g, (digit) => "⁰¹²³⁴⁵⁶⁷⁸⁹"[Number(digit)]);
  return {
    text: `${name}${subscript(index)}⁽${digits}⁾`,
    math: letterMath({ ...expressionOf(name, ...index), layer }),
  };
}

/** ∂ℓ/∂q in its slanted form: how the loss changes with `quantity`. */
export function lossBy(quantity: MathSymbol): MathSymbol {
  return {
    text: `∂ℓ/∂${quantity.text}`,
    math: (
      <mrow>
        <mi>∂</mi>
        <mi>ℓ</mi>
        {tight("/")}
        <mi>∂</mi>
        {quantity.math}
      </mrow>
    ),
  };
}

/** ∂a/∂z, for an activation of which σ′(z) would not say all. */
export function outputBy(a: MathSymbol, z: MathSymbol): MathSymbol {
  return {
    text: `∂${a.text}/∂${z.text}`,
    math: (
      <mrow>
        <mi>∂</mi>
        {a.math}
        {tight("/")}
        <mi>∂</mi>
        {z.math}
      </mrow>
    ),
  };
}

/** σ′(z): the slope of the activation function at z. */
export function activationSlope(z: MathSymbol): MathSymbol {
  return {
    text: `σ′(${z.text})`,
    math: (
      <mrow>
        <msup>
          <mi>σ</mi>
          <mo>′</mo>
        </msup>
        {tight("(")}
        {z.math}
        {tight(")")}
      </mrow>
    ),
  };
}

/** A piece of a formula: as MathML, and in plain letters. */
export type FormulaPart = MathSymbol;

/** A formula in parts, between which a line may end. */
export type BreakableFormula = readonly FormulaPart[];

/** A formula in plain letters. */
export function textOf(formula: BreakableFormula): string {
  return formula
    .map(({ text }) => text.trim())
    .join(" ")
    .replace("− (", "−(");
}

/** A formula's parts in lines of at most `room` pixels, as far as a part allows; the usual size is 13 px. */
export function inLines(formula: BreakableFormula, room: number): BreakableFormula[] {
  const lines: FormulaPart[][] = [];
  let left = 0;
  for (const part of formula) {
    const width = widthOf(part);
    if (lines.length > 0 && width <= left) {
      lines[lines.length - 1].push(part);
    } else {
      lines.push([part]);
      left = room;
    }
    left -= width;
  }
  return lines;
}

/** How wide a formula is in one line at the usual size, in pixels: at least as wide as any of the fonts sets it. */
export function widthOfFormula(formula: BreakableFormula): number {
  return formula.reduce((sum, part) => sum + widthOf(part), 0);
}

/** The widths of characters that are not as wide as a letter; the bar of a fraction takes none beside its digits. */
const characterWidths = new Map<string, number>(
  Object.entries({ "/": 0, " ": 2.5, "()|l": 5.5, "₀₁₂₃₄₅₆₇₈₉ₖ²": 8.5, "=+−": 11, "∑½H": 13 }).flatMap(
    ([characters, width]) => [...characters].map((character) => [character, width] as const),
  ),
);
const letterWidth = 7.5;

function widthOf({ text }: FormulaPart): number {
  return [...text].reduce((sum, character) => sum + (characterWidths.get(character) ?? letterWidth), 0);
}

/** Shows a symbol or a formula within text. */
export function Formula({ children }: { children: JSX.Element | BreakableFormula }): JSX.Element {
  return (
    <math>{isBreakable(children) ? children.map(({ text, math }) => <mrow key={text}>{math}</mrow>) : children}</math>
  );
}

function isBreakable(formula: JSX.Element | BreakableFormula): formula is BreakableFormula {
  return Array.isArray(formula);
}

/** Preact leaves out an attribute that is false, where MathML's default is true: it must be a string. */
export const no = "false" as unknown as boolean;

/** An operator without the room that MathML leaves around it, and as high as a letter. */
export function tight(operator: string): JSX.Element {
  return (
    <mo lspace="0" rspace="0" stretchy={no} largeop={no}>
      {operator}
    </mo>
  );
}

function subscript(index: Index): string {
  const digits = "₀₁₂₃₄₅₆₇₈₉";
  const separator = index.some((entry) => String(entry).length > 1) ? "," : "";
  return index
    .map((entry) => (entry === "k" ? "ₖ" : String(entry).replace(/\d/g, (digit) => digits[Number(digit)])))
    .join(separator);
}
