import type { JSX } from "preact";

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
  const text = name + subscript(index);
  if (index.length === 0) return { text, math: <mi>{name}</mi> };
  return {
    text,
    math: (
      <msub>
        <mi>{name}</mi>
        <mrow>{indices(index)}</mrow>
      </msub>
    ),
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

/** A formula in parts, between which a line may end. */
export type BreakableFormula = readonly JSX.Element[];

/** The loss as a function of the outputs `a` and the targets `t`, with what stands before (a − t)². */
export function squaredError(factor: JSX.Element | null, a: MathSymbol, t: MathSymbol): BreakableFormula {
  return [
    <mrow key="factor">
      <mi>ℓ</mi>
      <mo>=</mo>
      {factor}
    </mrow>,
    <msup key="square">
      <mrow>
        {tight("(")}
        {a.math}
        <mo>−</mo>
        {t.math}
        {tight(")")}
      </mrow>
      <mn>2</mn>
    </msup>,
  ];
}

/** 1/n Σₖ: the mean over n outputs. */
export function fractionOfSum(outputs: number): JSX.Element {
  return (
    <mrow>
      <mfrac>
        <mn>1</mn>
        <mn>{outputs}</mn>
      </mfrac>
      {sumOverOutputs()}
    </mrow>
  );
}

/** ½ */
export function half(): JSX.Element {
  return <mn>½</mn>;
}

/** ½ Σₖ */
export function halfOfSum(): JSX.Element {
  return (
    <mrow>
      {half()}
      {sumOverOutputs()}
    </mrow>
  );
}

/** Shows a symbol or a formula within text. */
export function Formula({ children }: { children: JSX.Element | BreakableFormula }): JSX.Element {
  return <math>{children}</math>;
}

function sumOverOutputs(): JSX.Element {
  return (
    <msub>
      {tight("∑")}
      <mi>k</mi>
    </msub>
  );
}

/** Preact leaves out an attribute that is false, where MathML's default is true: it must be a string. */
const no = "false" as unknown as boolean;

/** An operator without the room that MathML leaves around it, and as high as a letter. */
function tight(operator: string): JSX.Element {
  return (
    <mo lspace="0" rspace="0" stretchy={no} largeop={no}>
      {operator}
    </mo>
  );
}

function indices(index: Index): JSX.Element[] {
  return index.flatMap((entry, position) => {
    const shown = entry === "k" ? <mi key={position}>k</mi> : <mn key={position}>{entry}</mn>;
    return position === 0 ? [shown] : [<mspace key={`space ${position}`} width="0.2em" />, shown];
  });
}

function subscript(index: Index): string {
  const digits = "₀₁₂₃₄₅₆₇₈₉";
  const separator = index.some((entry) => String(entry).length > 1) ? "," : "";
  return index
    .map((entry) => (entry === "k" ? "ₖ" : String(entry).replace(/\d/g, (digit) => digits[Number(digit)])))
    .join(separator);
}
