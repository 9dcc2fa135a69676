/**
 * Reads a data file for a spec.
 * @param path as the spec names it: relative to the spec, with forward slashes
 * @throws Error with a sentence for the person if the file may not or cannot be read
 */
export type ReadData = (path: string) => Promise<string>;

/** The largest data file that is read, in bytes. */
export const maxDataBytes = 16 * 1024 * 1024;

/**
 * The most numbers that data may become, inputs and targets together: what memory and patience allow. A csv file that
 * may be read stays below, unless it has many classes, which get a column each.
 */
export const maxDataNumbers = 10_000_000;

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
