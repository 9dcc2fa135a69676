import { createReadStream } from "node:fs";
import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Spec } from "../core/spec.ts";
import { withoutByteOrderMark } from "../spec/csv.ts";
import { chunkBytes, type DataFile, makeAnew, openDataWith } from "../spec/data-file.ts";
import { type Diagnostic, placeOf } from "../spec/diagnostic.ts";
import { type LoadedSpec, loadSpec } from "../spec/load.ts";
import { CliError } from "./arguments.ts";
import { printable } from "./printable.ts";
import { readingWithProgress } from "./progress.ts";
import { reasonOf } from "./reasons.ts";
import { emphasize } from "./style.ts";

/** A spec file, read from disk with its data. */
export interface SpecOnDisk extends LoadedSpec {
  readonly file: string;
  readonly text: string;
}

/**
 * Reads a spec file and the data it names.
 * @throws CliError if the file itself cannot be read
 */
export async function readSpec(file: string): Promise<SpecOnDisk> {
  const content = await readFile(file, "utf8").catch((error) => {
    throw new CliError(`${file} cannot be read: ${reasonOf(error)}`);
  });
  const text = withoutByteOrderMark(content);
  const folder = dirname(resolve(file));
  const open = openDataWith((path) => dataFileIn(folder, path));
  return { file, text, ...(await loadSpec(text, basename(file), { open, once: makeAnew })) };
}

/**
 * Reads a spec that is to be run.
 * @throws CliError if it has errors, after naming them
 */
export async function readRunnableSpec(file: string): Promise<Spec> {
  const read = await readSpec(file);
  if (read.spec) return read.spec;
  for (const diagnostic of read.diagnostics) console.error(remarkText(remarkOf(read, diagnostic)));
  const count = errorsAmong(read.diagnostics);
  throw new CliError(`${file} has ${count === 1 ? "an error" : `${count} errors`} and cannot be run`, 1);
}

/** How many of these are errors and not only warnings. */
export function errorsAmong(diagnostics: readonly Diagnostic[]): number {
  return diagnostics.filter(({ severity }) => severity === "error").length;
}

/** Something that is wrong at a place in a file; line and column count from 1. */
export interface Remark {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly severity: "error" | "warning";
  readonly message: string;
}

/** A diagnostic with its place as people and editors name it. */
export function remarkOf({ file, text }: SpecOnDisk, { severity, message, range, source }: Diagnostic): Remark {
  const { line, column } = source ?? placeOf(text, range.offset);
  return { file: source ? join(dirname(file), source.file) : file, line, column, severity, message };
}

const severityEmphasis = { error: "red", warning: "yellow" } as const;

/** `file:line:column: severity: message` */
export function remarkText({ file, line, column, severity, message }: Remark): string {
  const place = `${printable(file)}:${line}:${column}`;
  return `${place}: ${emphasize(severityEmphasis[severity], severity)}: ${printable(message)}`;
}

/** On the command line there is no workspace: data lies in the spec's own folder or below. */
function dataFileIn(folder: string, path: string): DataFile {
  const file = resolve(folder, path);
  return {
    isInside: isInside(folder, file),
    isReallyInside: async () => isInside(await realpath(folder), await realpathOrReason(file)),
    state: async () => ({ size: (await stat(file)).size, version: "as it is now" }),
    chunks: ({ size }) => readingWithProgress(basename(file), size, chunksOf(file)),
  };
}

async function* chunksOf(file: string): AsyncGenerator<Uint8Array> {
  try {
    yield* createReadStream(file, { highWaterMark: chunkBytes });
  } catch (error) {
    throw new Error(reasonOf(error as NodeJS.ErrnoException));
  }
}

function isInside(folder: string, file: string): boolean {
  const path = relative(folder, file);
  return path.split(sep)[0] !== ".." && !isAbsolute(path);
}

async function realpathOrReason(file: string): Promise<string> {
  return realpath(file).catch((error) => {
    throw new Error(reasonOf(error));
  });
}
