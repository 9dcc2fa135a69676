import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type DataAccess, makeAnew, type OpenFile } from "../../src/spec/data-file.ts";

/** A file with some text, which comes in chunks of so many bytes. */
export function fileWith(text: string, chunkBytes = Number.MAX_SAFE_INTEGER): OpenFile {
  const bytes = new TextEncoder().encode(text);
  return {
    size: bytes.length,
    version: text,
    chunks: async function* () {
      for (let start = 0; start < bytes.length; start += chunkBytes) yield bytes.subarray(start, start + chunkBytes);
    },
  };
}

/** The files of which `textOf` has the text; it throws for those that there are not. */
export function filesFrom(textOf: (path: string) => string): DataAccess {
  return { open: async (path) => fileWith(textOf(path)), once: makeAnew };
}

/** Where a spec has no data file. */
export const noFiles = filesFrom((path) => {
  throw new Error(`${path} cannot be read: there are no files here`);
});

/** The files beside the examples. */
export const exampleFiles = filesFrom((path) => readFileSync(join("examples", path), "utf8"));
