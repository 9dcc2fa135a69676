// @ts-check
import { spawn } from "node:child_process";
import {
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { codeServerVersion, installServer, platforms, recipe, serverFolder } from "../vscode-server/install.mjs";
import { withLock } from "./lock.mjs";
import { step } from "./log.mjs";
import { cache } from "./paths.mjs";
import { run } from "./run.mjs";

/** How long a server may take until it answers. A cold disk and a busy machine included. */
const START_MS = 60_000;

/** How long a server may take to end by itself. */
const STOP_MS = 5_000;

/** How much of a server's output is kept to explain a failure. All of it is in its log file. */
const OUTPUT_CHARACTERS = 10_000;

/** The extension under test, as VS Code names it. */
const extensionId = "unboxed.unboxed";

/** Keeps VS Code from all that is not about the extension: greetings, tips, network, Git, saving by itself. */
const quietSettings = {
  "chat.disableAIFeatures": true,
  // As on the desktop; in a browser VS Code would save by itself.
  "files.autoSave": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.autoUpdate": false,
  "extensions.ignoreRecommendations": true,
  "git.enabled": false,
  "remote.autoForwardPorts": false,
  "security.workspace.trust.enabled": false,
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "window.commandCenter": false,
  "workbench.enableExperiments": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
};

/**
 * Installs VS Code's server into the cache folder, unless it is there.
 *
 * @returns {Promise<{ folder: string, main: string }>} the server's folder and its main module
 */
export async function ensureServer() {
  const folder = join(cache, "vscode-server");
  const server = join(folder, serverFolder);
  const paths = { folder: server, main: join(server, "out", "server-main.js") };
  if (isInstalled(folder)) return paths;

  const platform = `${process.platform}-${process.arch}`;
  if (!platforms.includes(platform)) {
    throw new Error(
      `VS Code's server cannot be had for this machine (${platform}), only for ${platforms.join(", ")}. ` +
        "Install VS Code (https://code.visualstudio.com) with its command `code`.",
    );
  }
  await withLock("vscode-server", async () => {
    // Another process may have done it while this one waited.
    if (isInstalled(folder)) return;
    await step("Installing VS Code's server (about 320 MB, once)", () => installInto(folder));
  });
  return paths;
}

/** @param {string} folder */
function isInstalled(folder) {
  const file = join(folder, "stamp.json");
  return existsSync(file) && readFileSync(file, "utf8") === stamp;
}

const stamp = JSON.stringify({ codeServerVersion, recipe });

/**
 * An installation gets its name only when it is complete, so an interrupted one is never used.
 * @param {string} folder
 */
async function installInto(folder) {
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  try {
    await installServer(unfinished);
  } catch (error) {
    throw new Error("VS Code's server could not be installed. Is the network there, and can npm reach its registry?", {
      cause: error,
    });
  }
  writeFileSync(join(unfinished, "stamp.json"), stamp);
  rmSync(folder, { recursive: true, force: true });
  renameSync(unfinished, folder);
}

/**
 * @typedef {object} ServerOptions
 * @property {string} workspace the folder to open
 * @property {string} [vsix] the packaged extension to install; none by default
 * @property {"node" | "web"} [kind] the extension host: in Node (default), or in the browser's worker
 * @property {number} [port] the port to have, or the next free one after it; any free one by default
 * @property {string} [scratch] the folder for all that VS Code writes, kept by `stop`; by default a
 *   temporary one that `stop` removes
 * @property {Record<string, unknown>} [settings] user settings, beside those that keep VS Code quiet
 * @property {boolean} [smokeTest] whether a page may run tests inside the extension host
 */

/**
 * @typedef {object} Server
 * @property {string} url the page with the workspace open
 * @property {number} port
 * @property {string} workspace the folder that is open
 * @property {string} scratch the folder with all that VS Code writes
 * @property {string} settings the user's settings.json
 * @property {string} log the file with the server's output
 * @property {Promise<void>} ended settles when the server has ended, stopped or not
 * @property {() => Promise<void>} stop ends the server and what it started
 */

/**
 * Starts a real VS Code that is used in a browser. It ends with `stop`, or when this process ends.
 *
 * @param {ServerOptions} options
 * @returns {Promise<Server>}
 */
export async function startServer(options) {
  const { main } = await ensureServer();
  const workspace = resolve(options.workspace);
  const scratch = options.scratch ?? mkdtempSync(join(tmpdir(), "unboxed-vscode-"));
  const settings = join(scratch, "user-data", "User", "settings.json");
  const log = join(scratch, "server.log");
  const folders = [
    ...["--server-data-dir", join(scratch, "server-data")],
    ...["--user-data-dir", join(scratch, "user-data")],
    ...["--extensions-dir", join(scratch, "extensions")],
  ];
  const env = environment(scratch);
  writeSettings(settings, options);
  await installExtension();

  const server = launch(
    main,
    [
      ...["--host", "127.0.0.1", "--port", portRange(options.port)],
      ...["--without-connection-token", "--accept-server-license-terms"],
      ...["--telemetry-level", "off", "--disable-workspace-trust", "--disable-update-check"],
      ...["--default-folder", workspace],
      ...folders,
      ...(options.smokeTest ? ["--enable-smoke-test-driver"] : []),
    ],
    env,
    log,
  );
  const port = await server.port;
  const url = workbenchUrl({ port, workspace });
  return { url, port, workspace, scratch, settings, log, ended: server.ended, stop };

  /** Installs anew each time, so that what runs is what was packaged last. */
  async function installExtension() {
    rmSync(join(scratch, "extensions"), { recursive: true, force: true });
    if (!options.vsix) return;
    const file = resolve(options.vsix);
    if (!existsSync(file)) throw new Error(`There is no packaged extension at ${file}.`);
    const args = ["--install-extension", file, "--accept-server-license-terms", ...folders];
    await run(process.execPath, [main, ...args], { env, output: "capture" });
  }

  async function stop() {
    await server.stop();
    if (!options.scratch) rmSync(scratch, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * The address of a server's page with its workspace open.
 *
 * @param {{ port: number, workspace: string }} server
 * @param {string} [file] a file to open in it
 * @param {Record<string, string>} [payload] further parameters for the page
 */
export function workbenchUrl({ port, workspace }, file, payload = {}) {
  const url = new URL(`http://127.0.0.1:${port}/`);
  url.searchParams.set("folder", workspace);
  const parameters = { ...(file && { openFile: remoteUri(port, file) }), ...payload };
  if (Object.keys(parameters).length) url.searchParams.set("payload", JSON.stringify(Object.entries(parameters)));
  return url.href;
}

/**
 * How the page names a file or folder of the server's machine.
 *
 * @param {number} port
 * @param {string} path
 */
export function remoteUri(port, path) {
  return `vscode-remote://127.0.0.1:${port}${path.split("/").map(encodeURIComponent).join("/")}`;
}

/**
 * The port argument: the wanted port or one of the hundred after it, or any.
 * @param {number | undefined} wanted
 */
function portRange(wanted) {
  return wanted === undefined ? "0" : `${wanted}-${wanted + 100}`;
}

/**
 * Writes the user's settings, unless there are some: in a folder that is kept they are a person's.
 *
 * @param {string} file
 * @param {ServerOptions} options
 */
function writeSettings(file, { kind = "node", settings }) {
  if (existsSync(file)) return;
  const host = kind === "web" ? { "remote.extensionKind": { [extensionId]: ["web"] } } : {};
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ ...quietSettings, ...host, ...settings }, null, 2));
}

/**
 * This process's environment without what npm, a test runner or a surrounding VS Code put into it,
 * and with a home folder of its own.
 *
 * @param {string} scratch
 */
function environment(scratch) {
  const home = join(scratch, "home");
  mkdirSync(home, { recursive: true });
  const foreign = /^(npm_|vscode_|vitest|node_env$|node_options$|electron_)/i;
  const kept = Object.entries(process.env).filter(([name]) => !foreign.test(name));
  return { ...Object.fromEntries(kept), HOME: home, EXTENSIONS_GALLERY: "{}" };
}

/**
 * Starts the server in a process group of its own.
 *
 * @param {string} main
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} env
 * @param {string} log the file for its output
 * @returns {{ port: Promise<number>, ended: Promise<void>, stop: () => Promise<void> }} the port once the server answers
 */
function launch(main, args, env, log) {
  const launcher = fileURLToPath(new URL("../vscode-server/launch.mjs", import.meta.url));
  const child = spawn(process.execPath, [launcher, main, ...args], {
    env,
    detached: true,
    stdio: ["pipe", "pipe", "pipe"],
  });
  const file = createWriteStream(log);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text) => {
      file.write(text);
      output = `${output}${text}`.slice(-OUTPUT_CHARACTERS);
    });
  }
  const ended = new Promise((resolve) => child.once("close", resolve)).then(() => void file.end());
  return { port: answer(), ended, stop };

  async function answer() {
    const deadline = Date.now() + START_MS;
    while (Date.now() < deadline && child.exitCode === null && child.signalCode === null) {
      const port = Number(/^Server bound to .*:(\d+) \(/m.exec(output)?.[1]);
      if (port && (await answers(`http://127.0.0.1:${port}/version`))) return port;
      await sleep(20);
    }
    await stop();
    throw new Error(`VS Code's server did not start. It said:\n${output.trim()}`);
  }

  async function stop() {
    signalGroup("SIGTERM");
    const timer = setTimeout(() => signalGroup("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(timer);
    // What the server started, such as an extension host, may outlive it.
    signalGroup("SIGKILL");
  }

  /** @param {NodeJS.Signals} signal */
  function signalGroup(signal) {
    try {
      if (child.pid) process.kill(-child.pid, signal);
    } catch {
      // All of the group has ended.
    }
  }
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}
