import { readFile, realpath, stat } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import type { Spec } from "../core/spec.ts";
import { withoutByteOrderMark } from "../spec/csv.ts";
import { type DataFile, readDataWith } from "../spec/data-file.ts";
import { type Diagnostic, placeOf } from "../spec/diagnostic.ts";
import { type LoadedSpec, loadSpec } from "../spec/load.ts";
import { CliError } from "./arguments.ts";

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
  const read = readDataWith((path) => dataFileIn(folder, path));
  return { file, text, ...(await loadSpec(text, basename(file), read)) };
}

/**
 * Reads a spec that is to be run.
 * @throws CliError if it has errors, after naming them
 */
export async function readRunnableSpec(file: string): Promise<Spec> {
  const read = await readSpec(file);
  if (read.spec) return read.spec;
  for (const diagnostic of read.diagnostics) console.error(describe(read, diagnostic));
  const count = read.diagnostics.length;
  throw new CliError(`${file} has ${count === 1 ? "an error" : `${count} errors`} and cannot be run`, 1);
}

/** `file:line:column: severity: message` */
export function describe({ file, text }: SpecOnDisk, { severity, message, range, source }: Diagnostic): string {
  const { line, column } = source ?? placeOf(text, range.offset);
  const where = source ? join(dirname(file), source.file) : file;
  return `${where}:${line}:${column}: ${severity}: ${message}`;
}

/** On the command line there is no workspace: data lies in the spec's own folder or below. */
function dataFileIn(folder: string, path: string): DataFile {
  const file = resolve(folder, path);
  return {
    isInside: isInside(folder, file),
    isReallyInside: async () => isInside(await realpath(folder), await realpathOrReason(file)),
    size: async () => (await stat(file)).size,
    text: () =>
      readFile(file, "utf8").catch((error) => {
        throw new Error(reasonOf(error));
      }),
  };
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

/** What the file system's common error codes mean. */
const reasons: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file",
  EACCES: "reading it is not permitted",
  EISDIR: "it is a folder",
};

function reasonOf(error: NodeJS.ErrnoException): string {
  return reasons[error.code ?? ""] ?? error.message;
}
