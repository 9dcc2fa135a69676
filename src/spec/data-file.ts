import { maxDataBytes, type ReadData } from "./columns.ts";

/** A file that a spec names as its data, before it is known whether it may be read. */
export interface DataFile {
  /** Whether its path, as written, stays in the folder that the spec may read from. */
  readonly isInside: boolean;
  /** Whether it is also really there, not behind a link that leads out; rejects if there is no file. */
  readonly isReallyInside: () => Promise<boolean>;
  /** In bytes. */
  readonly size: () => Promise<number>;
  readonly text: () => Promise<string>;
}

/** Reads data files by the rules that hold wherever a spec is opened. */
export function readDataWith(find: (path: string) => DataFile): ReadData {
  return async (path) => {
    const file = find(path);
    if (!file.isInside) throw new Error(`${path} lies outside the folder that this spec may read; copy it there`);
    try {
      if (!(await file.isReallyInside())) {
        throw new Error(`it is a link that leads outside the folder; copy the file there`);
      }
      const size = await file.size();
      if (size > maxDataBytes) {
        throw new Error(`it is ${megabytes(size)} MB large; at most ${megabytes(maxDataBytes)} MB are read`);
      }
      return await file.text();
    } catch (error) {
      throw new Error(`${path} cannot be read: ${(error as Error).message}`);
    }
  };
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}
