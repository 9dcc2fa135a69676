import { type ComputedAt, computedAt } from "../computed-at.ts";
import type { Quantity } from "../quantity.ts";

/**
 * Mathematics as plain data: what a formula says, and not how it looks. `write` turns it into any medium, with
 * symbols or with the numbers that they stand for.
 */
export type Expression =
  | Letter
  | Literal
  | Known
  | { readonly kind: "product"; readonly factors: readonly Expression[] }
  /** A term that is subtracted is a negative one. */
  | { readonly kind: "sum"; readonly terms: readonly Expression[] }
  | { readonly kind: "negative"; readonly of: Expression }
  | { readonly kind: "fraction"; readonly over: Expression; readonly under: Expression }
  | { readonly kind: "power"; readonly base: Expression; readonly exponent: Expression }
  | { readonly kind: "root"; readonly of: Expression }
  /** |x| */
  | { readonly kind: "size"; readonly of: Expression }
  /** A function by its name, or its derivative. */
  | {
      readonly kind: "call";
      readonly name: string;
      readonly isDerivative: boolean;
      readonly of: readonly Expression[];
    }
  /** ∂of/∂by */
  | { readonly kind: "derivative"; readonly of: Expression; readonly by: Expression }
  /** Σ over all values of an index. */
  | { readonly kind: "overAll"; readonly index: string; readonly of: Expression };

/** A letter with its indices. */
export interface Letter {
  readonly kind: "letter";
  readonly letter: string;
  /** The layer, counted from 1, where it stands apart from the indices; null where it does not. */
  readonly layer: number | null;
  /** Counted from 1, or letters that run through all values. */
  readonly indices: readonly (number | string)[];
  /** Whether a hat stands on it. */
  readonly hat: boolean;
}

/** A number that is part of the formula itself. */
export interface Literal {
  readonly kind: "literal";
  readonly value: number;
}

/** A part of a formula whose value is known: where numbers are put in, it stands in the part's place. */
export interface Known {
  readonly kind: "known";
  readonly is: Expression;
  readonly value: number;
  /** What can be asked further; null where the number is no quantity of its own. */
  readonly quantity: Quantity | null;
  readonly at: ComputedAt;
}

/** A letter with its indices, in which layers do not stand apart. */
export function letter(name: string, ...indices: readonly (number | string)[]): Letter {
  return { kind: "letter", letter: name, layer: null, indices, hat: false };
}

/** A number of the formula. */
export function literal(value: number): Literal {
  return { kind: "literal", value };
}

/** An expression whose value is known. */
export function known(is: Expression, value: number, at: ComputedAt): Known {
  return { kind: "known", is, value, quantity: null, at };
}

/** An expression that stands for a quantity. */
export function knownQuantity(is: Expression, value: number, quantity: Quantity): Known {
  return { kind: "known", is, value, quantity, at: computedAt(quantity) };
}

/** A product; of a single factor it is that factor, and of none 1. */
export function product(...factors: readonly Expression[]): Expression {
  if (factors.length === 0) return literal(1);
  return factors.length === 1 ? factors[0] : { kind: "product", factors };
}

/** A sum; of a single term it is that term. */
export function sum(...terms: readonly Expression[]): Expression {
  return terms.length === 1 ? terms[0] : { kind: "sum", terms };
}

/** −x */
export function negative(of: Expression): Expression {
  return { kind: "negative", of };
}

/** a − b */
export function difference(a: Expression, b: Expression): Expression {
  return sum(a, negative(b));
}

/** over/under */
export function fraction(over: Expression, under: Expression): Expression {
  return { kind: "fraction", over, under };
}

/** base to the power of exponent */
export function power(base: Expression, exponent: Expression): Expression {
  return { kind: "power", base, exponent };
}

/** base² */
export function squared(base: Expression): Expression {
  return power(base, literal(2));
}

/** e to the power of exponent */
export function exponential(exponent: Expression): Expression {
  return power(letter("e"), exponent);
}

/** A function's value. */
export function call(name: string, ...of: readonly Expression[]): Expression {
  return { kind: "call", name, isDerivative: false, of };
}

/** The value of a function's derivative. */
export function derivativeCall(name: string, of: Expression): Expression {
  return { kind: "call", name, isDerivative: true, of: [of] };
}

/** ∂of/∂by */
export function derivative(of: Expression, by: Expression): Expression {
  return { kind: "derivative", of, by };
}

/** Σ over an index */
export function overAll(index: string, of: Expression): Expression {
  return { kind: "overAll", index, of };
}
