import { lstat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { specExtension } from "../spec/file-name.ts";
import { defaultStarter, starters } from "../spec/starters.ts";
import { CliError, parseArguments, type Verb } from "./arguments.ts";
import { printable } from "./printable.ts";
import { reasonOf } from "./reasons.ts";

const options = { list: { type: "boolean" } } as const;

const kinds = Object.entries(starters)
  .map(([kind, { summary }]) => `  ${kind.padEnd(15)} ${summary}`)
  .join("\n");

/** `unboxed init [KIND] [FILE]`: a spec to begin with. */
export const init: Verb = {
  synopsis: "[KIND] [FILE] [--list]",
  summary: `Writes a spec to begin with, full of comments, to FILE (KIND${specExtension} unless given).`,
  help: `Kinds (${defaultStarter} unless given):
${kinds}

  --list   prints the kinds, and writes nothing

A file that is there already is never overwritten.

Exit status: 0 the spec is written; 2 it cannot be, or the arguments make no sense.`,
  run,
};

async function run(args: string[]): Promise<number> {
  const { values, positionals } = parseArguments(args, options);
  if (values.list) {
    console.log(kinds);
    return 0;
  }
  const { kind, file } = wanted(positionals);
  const { summary, text, data } = starters[kind];
  const files = [{ path: file, text }];
  if (data) files.push({ path: join(dirname(file), data.name), text: data.text });
  // All or nothing: a file in the way of one keeps the others from being written.
  for (const { path } of files) await checkFree(path, path === file);
  for (const { path, text } of files) await writeNew(path, text);
  const argument = shellWord(file);
  console.log(`Wrote ${files.map(({ path }) => printable(path)).join(" and ")}: ${summary}

Open it in VS Code and press Step, or go on here:
  npx unboxed step ${argument}     one step, written out in full
  npx unboxed train ${argument}    all of them
  npx unboxed check ${argument}    whether what it expects comes true`);
  return 0;
}

/** Which spec to write, and where to. */
function wanted(positionals: readonly string[]): { kind: string; file: string } {
  const [first = defaultStarter, ...rest] = positionals;
  const namesFile = first.endsWith(specExtension) && rest.length === 0;
  const kind = namesFile ? defaultStarter : first;
  if (!Object.hasOwn(starters, kind)) {
    throw new CliError(`There is no kind of spec "${kind}"; there are ${Object.keys(starters).join(", ")}`);
  }
  const file = namesFile ? first : (rest[0] ?? `${kind}${specExtension}`);
  if (rest.length > 1) throw new CliError("One kind and one file are expected; see unboxed init --help");
  if (!file.endsWith(specExtension))
    throw new CliError(`The name of a spec ends in ${specExtension}, unlike "${file}"`);
  return { kind, file };
}

/** @param canBeRenamed whether the person may choose its name: the data's is named in the spec */
async function checkFree(path: string, canBeRenamed: boolean): Promise<void> {
  const isThere = await lstat(path).then(
    () => true,
    () => false,
  );
  if (!isThere) return;
  const advice = canBeRenamed ? "give another name" : "choose another folder";
  throw new CliError(`${path} cannot be written: it is there already, and nothing is overwritten; ${advice}`);
}

/** A file's name as a command takes it: in quotes where a shell would read it as more than a word. */
function shellWord(name: string): string {
  const shown = printable(name);
  if (/^[\p{L}\p{N}\\/.:_~-]+$/u.test(shown)) return shown;
  return process.platform === "win32" ? `"${shown}"` : `'${shown.replaceAll("'", "'\\''")}'`;
}

async function writeNew(path: string, text: string): Promise<void> {
  // "wx" fails where the file exists, also if it came to be a moment ago.
  await writeFile(path, text, { flag: "wx" }).catch((error) => {
    throw new CliError(unwritable(path, error));
  });
}

function unwritable(path: string, error: NodeJS.ErrnoException): string {
  return `${path} cannot be written: ${reasonOf(error, "writing")}`;
}
