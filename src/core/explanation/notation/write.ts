import type { Expression, Known, Letter } from "./expression.ts";

/** What mathematics is written in: MathML, LaTeX, plain text. It lays out parts that are written already. */
export interface Medium<Written> {
  readonly letter: (letter: Letter) => Written;
  /** A number that is not negative; `known` is what it was put in for, if it was. */
  readonly number: (value: number, known: Known | null) => Written;
  readonly row: (parts: readonly Written[]) => Written;
  /** An operator between two parts, or the sign before one. */
  readonly operator: (symbol: "+" | "−" | "·" | ",") => Written;
  readonly sign: (symbol: "−") => Written;
  readonly parentheses: (of: Written) => Written;
  readonly size: (of: Written) => Written;
  /** `over` and `under` say whether they need parentheses where they do not stand above each other. */
  readonly fraction: (over: Part<Written>, under: Part<Written>) => Written;
  readonly power: (base: Written, exponent: Part<Written>) => Written;
  readonly root: (of: Part<Written>) => Written;
  readonly functionName: (name: string, isDerivative: boolean) => Written;
  readonly derivative: (of: Written, by: Written) => Written;
  readonly sumSign: (index: string) => Written;
}

/** A part whose place decides whether it needs parentheses. */
export interface Part<Written> {
  readonly written: Written;
  /** Whether it holds together without parentheses, as a letter or a number does. */
  readonly isWhole: boolean;
}

/** How firmly an expression holds together: a looser one needs parentheses within a firmer one. */
const firmness = { sum: 1, product: 2, fraction: 3, power: 4, whole: 5 } as const;

/** What number to put in for what is known. */
export type PutIn = (known: Known) => number;

/** Puts in what is known. */
export const itsValue: PutIn = ({ value }) => value;

/**
 * Writes an expression in a medium.
 * @param putIn what number to put in for what is known; null to leave the symbols
 */
export function write<Written>(expression: Expression, medium: Medium<Written>, putIn: PutIn | null): Written {
  function plain(of: Expression): Written {
    switch (of.kind) {
      case "letter":
        return medium.letter(of);
      case "literal":
        return numberOf(of.value, null);
      case "known":
        return putIn ? numberOf(putIn(of), of) : plain(of.is);
      case "product":
        return medium.row(of.factors.flatMap((factor, k) => [...timesBefore(of.factors, k), factorOf(factor, k, of)]));
      case "sum":
        return medium.row(of.terms.flatMap(termOf));
      case "negative":
        return medium.row([medium.sign("−"), firm(of.of, firmness.product)]);
      case "fraction":
        return medium.fraction(part(of.over), part(of.under));
      case "power":
        return medium.power(firm(of.base, firmness.whole), part(of.exponent));
      case "root":
        return medium.root(part(of.of));
      case "size":
        return medium.size(plain(of.of));
      case "call": {
        const list = of.of.flatMap((argument, k) => [...(k > 0 ? [medium.operator(",")] : []), plain(argument)]);
        return medium.row([medium.functionName(of.name, of.isDerivative), medium.parentheses(medium.row(list))]);
      }
      case "derivative":
        return medium.derivative(plain(of.of), plain(of.by));
      case "overAll":
        return medium.row([medium.sumSign(of.index), firm(of.of, firmness.product)]);
    }
  }

  function numberOf(value: number, known: Known | null): Written {
    const number = medium.number(Math.abs(value), known);
    return isBelowZero(value) ? medium.row([medium.sign("−"), number]) : number;
  }

  /** A number right before parentheses needs no dot between them: 2(a − t). */
  function timesBefore(factors: readonly Expression[], k: number): Written[] {
    if (k === 0) return [];
    const isCoefficient = factors[k - 1].kind === "literal" && shown(factors[k]).kind === "sum";
    return isCoefficient ? [] : [medium.operator("·")];
  }

  function factorOf(factor: Expression, k: number, { factors }: { factors: readonly Expression[] }): Written {
    // What stands behind a sum sign belongs to it, up to the end.
    const isOpen = shown(factor).kind === "overAll" && k < factors.length - 1;
    if (isOpen) return medium.parentheses(plain(factor));
    // A minus at the very beginning is none between two factors.
    return k === 0 && hasSign(factor) && shown(factor).kind !== "sum" ? plain(factor) : firm(factor, firmness.product);
  }

  function termOf(term: Expression, k: number): Written[] {
    if (k === 0) return [plain(term)];
    const opposite = withoutSign(term);
    if (opposite) return [medium.operator("−"), firm(opposite, firmness.product)];
    return [medium.operator("+"), plain(term)];
  }

  /** What −x or a negative number takes away; also where that is the first factor of a product. */
  function withoutSign(of: Expression): Expression | null {
    const seen = shown(of);
    if (seen.kind === "negative") return seen.of;
    if (seen.kind === "literal" && isBelowZero(seen.value)) return { ...seen, value: -seen.value };
    if (seen.kind === "known" && isBelowZero(seen.value)) return { ...seen, value: -seen.value };
    if (seen.kind !== "product") return null;
    const [first, ...others] = seen.factors;
    const opposite = withoutSign(first);
    return opposite && { kind: "product", factors: [opposite, ...others] };
  }

  function hasSign(of: Expression): boolean {
    return withoutSign(of) !== null;
  }

  /** What of an expression is seen: what is known is a number, or what it stands for. */
  function shown(of: Expression): Expression {
    if (of.kind !== "known") return of;
    return putIn ? { ...of, value: putIn(of) } : shown(of.is);
  }

  function firmnessOf(of: Expression): number {
    const seen = shown(of);
    switch (seen.kind) {
      case "literal":
      case "known":
        return isBelowZero(seen.value) ? firmness.sum : firmness.whole;
      case "sum":
      case "negative":
        return firmness.sum;
      case "product":
        return hasSign(seen) ? firmness.sum : firmness.product;
      case "overAll":
        return firmness.product;
      case "fraction":
      case "derivative":
        return firmness.fraction;
      case "power":
        return firmness.power;
      default:
        return firmness.whole;
    }
  }

  function firm(of: Expression, least: number): Written {
    return firmnessOf(of) >= least ? plain(of) : medium.parentheses(plain(of));
  }

  function part(of: Expression): Part<Written> {
    return { written: plain(of), isWhole: firmnessOf(of) === firmness.whole };
  }

  return plain(expression);
}

/** Whether a number is written with a minus; −0 is written as 0. */
function isBelowZero(value: number): boolean {
  return value < 0;
}
