// @ts-check
import { spawn } from "node:child_process";
import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

/** How much of a failed command's output its error repeats, from its beginning and from its end. */
const SHOWN_LINES = 20;

/** A command that could not be started, or ended with another status than 0. */
export class CommandError extends Error {
  /**
   * @param {string} command the whole command line
   * @param {number | string} status the exit status, the signal's name, or why it could not be started
   * @param {string} output all that was captured of its output
   */
  constructor(command, status, output) {
    const shown = bothEnds(output.trim());
    super(`"${command}" failed (${status})${shown && `\n${shown}`}`);
    this.name = "CommandError";
    this.status = status;
    this.output = output;
  }
}

/**
 * npm says the reason first and its help last; most others say the reason last.
 * @param {string} output
 */
function bothEnds(output) {
  const lines = output.split("\n");
  if (lines.length <= 2 * SHOWN_LINES) return output;
  return [...lines.slice(0, SHOWN_LINES), "…", ...lines.slice(-SHOWN_LINES)].join("\n");
}

/**
 * @typedef {object} RunOptions
 * @property {string} [cwd]
 * @property {NodeJS.ProcessEnv} [env] the whole environment; this process's own by default
 * @property {"inherit" | "capture"} [output] shown as it comes (default), or kept and returned
 */

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<string>} what it printed on stdout and stderr, if captured
 * @throws {CommandError}
 */
export function run(command, args, { cwd, env, output = "inherit" } = {}) {
  const line = [command, ...args].join(" ");
  // On Windows npm and code are batch files, which only a shell runs, and a shell splits at spaces.
  const batch = /\.(cmd|bat)$/i.test(command);
  const quoted = (/** @type {string} */ part) => (batch && /\s/.test(part) ? `"${part}"` : part);
  return new Promise((resolve, reject) => {
    const child = spawn(quoted(command), args.map(quoted), {
      cwd,
      env,
      shell: batch,
      stdio: output === "inherit" ? "inherit" : ["ignore", "pipe", "pipe"],
    });
    let captured = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding("utf8").on("data", (text) => {
        captured += text;
      });
    }
    child.on("error", (error) => reject(new CommandError(line, error.message, captured)));
    child.on("close", (code, signal) => {
      if (code === 0) resolve(captured);
      else reject(new CommandError(line, signal ?? `exit status ${code}`, captured));
    });
  });
}

/**
 * Runs npm: the very npm that started this process, or else the one on the PATH.
 *
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 */
export function npm(args, options) {
  const own = process.env.npm_execpath;
  if (own && /npm-cli\.[cm]?js$/.test(own)) return run(process.execPath, [own, ...args], options);
  return run(findCommand("npm") ?? "npm", args, options);
}

/**
 * Where a command lies on the PATH.
 *
 * @param {string} name
 * @returns {string | undefined}
 */
export function findCommand(name) {
  const names = process.platform === "win32" ? [`${name}.exe`, `${name}.cmd`] : [name];
  for (const folder of (process.env.PATH ?? "").split(delimiter)) {
    for (const candidate of names) {
      const path = join(folder, candidate);
      if (folder && isExecutable(path)) return path;
    }
  }
  return undefined;
}

/**
 * Whether a file is there and may be run.
 * @param {string} path
 */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
