import { maxDataBytes } from "./limits.ts";

/** The bytes of a file, a piece after the other. */
export type Chunks = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A file that a spec names as its data, before it is known whether it may be read. */
export interface DataFile {
  /** Whether its path, as written, stays in the folder that the spec may read from. */
  readonly isInside: boolean;
  /** Whether it is also really there, not behind a link that leads out; rejects if there is no file. */
  readonly isReallyInside: () => Promise<boolean>;
  readonly state: () => Promise<FileState>;
  readonly chunks: (state: FileState) => Chunks;
}

/** What a file is at a time. */
export interface FileState {
  /** In bytes. */
  readonly size: number;
  /** Which file it is, and as of when: another as soon as its contents are others. */
  readonly version: string;
}

/** A data file that may be read. */
export interface OpenFile extends FileState {
  readonly chunks: () => AsyncIterable<Uint8Array>;
}

/** How a spec comes to its data. */
export interface DataAccess {
  /**
   * Opens a data file.
   * @param path as the spec names it: relative to the spec, with forward slashes
   * @throws Error with a sentence for the person if the file may not or cannot be read; so do its chunks
   */
  readonly open: (path: string) => Promise<OpenFile>;
  /** Makes the data that `key` describes, or hands out what was made for the same key before. */
  readonly once: MakeOnce;
}

/** @param make gives up, with an error, when its signal says that nobody wants the outcome any more */
export type MakeOnce = <Made>(key: string, make: (signal: AbortSignal) => Promise<Made>) => Promise<Made>;

/** Where nothing has to be kept. */
export const makeAnew: MakeOnce = (_key, make) => make(new AbortController().signal);

/** Opens data files by the rules that hold wherever a spec is opened. */
export function openDataWith(find: (path: string) => DataFile): DataAccess["open"] {
  return async (path) => {
    const file = find(path);
    if (!file.isInside) throw new Error(`${path} lies outside the folder that this spec may read; copy it there`);
    const unreadable = (error: unknown) => new Error(`${path} cannot be read: ${(error as Error).message}`);
    try {
      if (!(await file.isReallyInside())) {
        throw new Error("it is a link that leads outside the folder; copy the file there");
      }
      const state = await file.state();
      if (state.size > maxDataBytes) throw new Error(tooLarge(state.size));
      return { ...state, chunks: () => rethrown(file.chunks(state), unreadable) };
    } catch (error) {
      throw unreadable(error);
    }
  };
}

/** Says also what is to be done. */
function tooLarge(size: number): string {
  return `it is ${megabytes(size)} MB large; at most ${megabytes(maxDataBytes)} MB are read. Leave out some of its rows, or columns that the spec does not use`;
}

function megabytes(bytes: number): number {
  return Math.round(bytes / 1024 / 1024);
}

async function* rethrown(chunks: Chunks, asError: (error: unknown) => Error): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks;
  } catch (error) {
    throw asError(error);
  }
}

/** So much of a file is taken up at once, which takes a few milliseconds. */
export const chunkBytes = 128 * 1024;

/** The pieces of a file that is in memory as a whole. */
export function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
}
