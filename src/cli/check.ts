import { CliError, parseArguments } from "./arguments.ts";
import { describe, readSpec } from "./spec-file.ts";

/** `unboxed check FILE…`: every mistake in the specs; status 1 if there is an error, 2 for a file that can't be read. */
export async function check(args: string[]): Promise<number> {
  const { positionals: files } = parseArguments(args, {});
  if (files.length === 0) throw new CliError("At least one .nn.json file is expected; see unboxed --help");
  let status = 0;
  for (const file of files) status = Math.max(status, await checkFile(file));
  return status;
}

async function checkFile(file: string): Promise<number> {
  try {
    const read = await readSpec(file);
    for (const diagnostic of read.diagnostics) console.log(describe(read, diagnostic));
    return read.diagnostics.some(({ severity }) => severity === "error") ? 1 : 0;
  } catch (error) {
    if (!(error instanceof CliError)) throw error;
    console.error(`unboxed: ${error.message}`);
    return error.status;
  }
}
