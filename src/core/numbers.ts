/** The arithmetic of a run. float32 keeps every number in half the space, with about 7 digits instead of 16. */
export type Precision = "float64" | "float32";

/** Many numbers of a run, in its precision. */
export type Numbers = Float64Array | Float32Array;

/** Makes room for `count` numbers, all zero. */
export type CreateNumbers = (precision: Precision, count: number) => Numbers;

/** `count` zeros. */
export const createNumbers: CreateNumbers = (precision, count) =>
  precision === "float64" ? new Float64Array(count) : new Float32Array(count);

/** The bytes that a number takes. */
export function numberBytes(precision: Precision): number {
  return precision === "float64" ? 8 : 4;
}
