import { spawnSync } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What a command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the built command line: `unboxed` with these arguments. */
export function unboxed(...args: string[]): Outcome {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], { encoding: "utf8" });
  return { status, stdout, stderr };
}

/** What `unboxed … --json` prints. */
export function unboxedJson(...args: string[]) {
  const { status, stdout, stderr } = unboxed(...args, "--json");
  if (status !== 0) throw new Error(stderr);
  return JSON.parse(stdout);
}

/** A new folder with these files in it; returns its path. */
export function folderWith(files: Readonly<Record<string, unknown>>): string {
  const folder = mkdtempSync(join(tmpdir(), "unboxed-test-"));
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
  }
  return folder;
}

/** The path of a new spec file. */
export function specFile(content: unknown): string {
  return join(folderWith({ "test.nn.json": content }), "test.nn.json");
}
