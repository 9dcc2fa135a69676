import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";

/** A command and its arguments. */
export type Command = readonly [command: string, args: readonly string[]];

/**
 * A way to run commands on one and the same core: where others share a machine, its cores differ in speed. Commands are
 * left as they are where the system has no such way.
 */
export function onOneCore(): (command: Command) => Command {
  const core = firstCore();
  if (core === null || spawnSync("taskset", ["--cpu-list", core, "true"]).status !== 0) return (command) => command;
  return ([command, args]) => ["taskset", ["--cpu-list", core, command, ...args]];
}

/** The number of the first core that this process may use; null where that cannot be told. */
function firstCore(): string | null {
  try {
    return /^Cpus_allowed_list:\s*(\d+)/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? null;
  } catch {
    return null;
  }
}
