import type { ComputedAt } from "./computed-at.ts";
import type { Expression, Known } from "./notation/expression.ts";
import type { Quantity } from "./quantity.ts";
import type { BadgePlace } from "./trace.ts";

/** What derivations are made of. All of it is plain data. */

/** A sentence: words, and between them symbols and numbers. */
export type Sentence = readonly (string | Expression)[];

/** One number worked out: `left` = the first form = … = the last with its numbers = `value`. */
export interface Line {
  readonly left: Expression;
  /** ← in place of = where a number is changed. */
  readonly changes: boolean;
  /** The formula, in as many forms as help; the numbers are put into the last. */
  readonly forms: readonly Expression[];
  /** Null where it is not known: the optimizer's running numbers may be missing. */
  readonly value: number | null;
  readonly at: ComputedAt;
  /** What can be asked further about `left`; null where it is what the derivation is about. */
  readonly quantity: Quantity | null;
  readonly note: Sentence | null;
  /** The decimals its numbers need where a change is small; null for the usual ones. */
  readonly decimals: number | null;
}

/** A piece of a derivation. */
export type Block = Product | Lines | Terms | Paths;

/** Numbers worked out line by line. */
export interface Lines {
  readonly kind: "lines";
  readonly lines: readonly Line[];
}

/** A product whose factors stand side by side. */
export interface Product {
  readonly kind: "product";
  readonly left: Expression;
  readonly factors: readonly Factor[];
  readonly value: number;
  readonly at: ComputedAt;
}

/** One factor of a product. */
export interface Factor {
  /** The number it carries here and in the picture; null where the picture marks nothing for it. */
  readonly badge: number | null;
  /** Where the picture shows that number. */
  readonly place: BadgePlace | null;
  /** ∂a₃/∂a₂, say; null where the formula says it all. */
  readonly symbol: Expression | null;
  readonly formula: Expression;
  readonly value: number;
  readonly at: ComputedAt;
  /** What can be asked further about it. */
  readonly quantity: Quantity;
  /** What the factors up to this one make: a gradient on the way back. Null where that has no name. */
  readonly soFar: SoFar | null;
}

/** A product of the first factors. */
export interface SoFar {
  readonly symbol: Expression;
  readonly value: number;
  readonly at: ComputedAt;
  /** Null for what the derivation is about. */
  readonly quantity: Quantity | null;
}

/** A sum, term by term: the largest by themselves, the others in one row. */
export interface Terms {
  readonly kind: "terms";
  /** What the terms are counted by: "unit", and the index that counts them. */
  readonly counted: TermNoun;
  readonly index: Expression;
  /** The symbols of the numbers that a term is made of. */
  readonly columns: readonly Expression[];
  /** Whether a term is the product of its numbers. */
  readonly isProduct: boolean;
  /** What a term is called, at the head of its column. */
  readonly termName: string;
  readonly shareName: string;
  readonly rows: readonly Term[];
  /** The terms that are not named. */
  readonly rest: RestOfTerms | null;
  readonly total: number;
  /** How many there are in all. */
  readonly count: number;
  readonly at: ComputedAt;
}

/** What terms are counted in. */
export type TermNoun = "unit" | "output" | "input";

/** One term of a sum. */
export interface Term {
  readonly badge: number | null;
  /** The unit or input it comes from, counted from 1. */
  readonly number: number;
  readonly numbers: readonly Known[];
  readonly value: number;
  readonly share: Share | null;
  /** What can be asked further about it. */
  readonly quantity: Quantity;
}

/** All terms that are not named. */
export interface RestOfTerms {
  readonly count: number;
  readonly value: number;
  readonly share: Share | null;
}

/** A term's size as a share of the sizes of all. */
export interface Share {
  /** 0 to 1 */
  readonly exact: number;
  /** In whole per cent: those of all rows sum to 100. */
  readonly percent: number;
}

/** The largest of the ways from the loss back. */
export interface Paths {
  readonly kind: "paths";
  readonly rows: readonly PathRow[];
  readonly rest: RestOfTerms | null;
  readonly total: number;
  /** Infinity beyond the range of numbers. */
  readonly count: number;
  readonly at: ComputedAt;
}

/** One way from the loss back: through one unit of each layer. */
export interface PathRow {
  /** From the last layer back, counted from 1. */
  readonly units: readonly number[];
  readonly value: number;
  readonly share: Share | null;
}

/** What the step makes of a parameter. */
export interface UpdatePart {
  /** The optimizer, as people call it. */
  readonly name: string;
  readonly learningRate: number;
  /** The optimizer's rule, line by line; empty where the parameter stays as it is. */
  readonly lines: readonly Line[];
  readonly before: number;
  readonly after: number;
  /** What else is to be said of it. */
  readonly notes: readonly Sentence[];
}
