import { spawnSync } from "node:child_process";
import { mkdtempSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { vi } from "vitest";

// Each command is a process of its own, and on a busy machine those are slow to start.
vi.setConfig({ testTimeout: 30_000 });

/** What a command left behind. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where a command runs, and what its environment has beside the usual. */
interface Surroundings {
  readonly folder?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs the built command line: `unboxed` with these arguments. */
export function unboxed(...args: string[]): Outcome {
  return unboxedIn({}, ...args);
}

/** The same in another folder or another environment. */
export function unboxedIn({ folder = ".", env = {} }: Surroundings, ...args: string[]): Outcome {
  // What the tests' own terminal wants is not to be seen in the output.
  const { NO_COLOR, FORCE_COLOR, ...usual } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, [resolve("dist/cli.js"), ...args], {
    encoding: "utf8",
    cwd: folder,
    env: { ...usual, ...env },
    maxBuffer: 64 * 1024 * 1024,
  });
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

/** Makes a file of so many bytes, all zero, that takes no room on the disk. */
export function sizedFile(path: string, bytes: number): void {
  writeFileSync(path, "");
  truncateSync(path, bytes);
}
