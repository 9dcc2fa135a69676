/** What a spec's data must fill, as far as the spec itself says. */
export interface Columns {
  readonly inputs: readonly string[];
  /** Null: the spec leaves the names to the data or to the default. */
  readonly targets: readonly string[] | null;
  /** Units of the last layer. */
  readonly outputs: number;
}

/** t for one output, t1…tk for more. */
export function defaultTargets(outputs: number): string[] {
  return outputs === 1 ? ["t"] : Array.from({ length: outputs }, (_, index) => `t${index + 1}`);
}
