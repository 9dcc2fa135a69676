import type { Share, Term, Terms } from "../derivation-parts.ts";
import { mostTerms } from "../trace.ts";

/** The terms of a sum, as they are found in the network. */
interface FoundTerms extends Pick<Terms, "counted" | "index" | "columns" | "isProduct" | "termName" | "total" | "at"> {
  readonly shareName?: string;
  /** Their values, in the order of the network. */
  readonly values: readonly number[];
  readonly termAt: (k: number) => Pick<Term, "numbers" | "quantity">;
  /** Whether the picture marks the largest. */
  readonly hasBadges: boolean;
}

/** Lists a sum's terms: the largest by themselves, largest first, the others together. */
export function termsOf({ values, termAt, hasBadges, shareName = "share", ...terms }: FoundTerms): Terms {
  const order = largestFirst(values);
  // One term left would take as much room in a row of others as by itself.
  const named = order.length <= mostTerms + 1 ? order : order.slice(0, mostTerms);
  const others = order.slice(named.length);
  const sizes = values.map(Math.abs);
  const shares = sharesOf([...named.map((k) => sizes[k]), sumOf(others.map((k) => sizes[k]))]);
  return {
    kind: "terms",
    ...terms,
    shareName,
    count: values.length,
    rows: named.map((k, row) => ({
      badge: hasBadges && row < mostTerms ? row + 1 : null,
      number: k + 1,
      value: values[k],
      share: shares?.[row] ?? null,
      ...termAt(k),
    })),
    rest:
      others.length === 0
        ? null
        : { count: others.length, value: sumOf(others.map((k) => values[k])), share: shares?.[named.length] ?? null },
  };
}

/** The places of the numbers by their size, largest first; what is no number comes first, so that it is seen. */
export function largestFirst(values: readonly number[]): number[] {
  const size = (k: number) => (Number.isNaN(values[k]) ? Number.POSITIVE_INFINITY : Math.abs(values[k]));
  return values.map((_, k) => k).sort((a, b) => (size(a) === size(b) ? a - b : size(b) - size(a)));
}

/**
 * Sizes as shares of their sum, in whole per cent that sum to 100: each row is what its own and all rows before come to,
 * rounded, less those before. Null where there is nothing to share.
 */
export function sharesOf(sizes: readonly number[]): Share[] | null {
  const sum = sumOf(sizes);
  if (!(sum > 0 && Number.isFinite(sum))) return null;
  let before = 0;
  let percentBefore = 0;
  return sizes.map((size, k) => {
    before += size;
    const percentNow = k === sizes.length - 1 ? 100 : Math.round((100 * before) / sum);
    const share = { exact: size / sum, percent: percentNow - percentBefore };
    percentBefore = percentNow;
    return share;
  });
}

/** Σ */
export function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
