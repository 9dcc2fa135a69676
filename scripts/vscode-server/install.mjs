// @ts-check
import { chmodSync, copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { npm, run } from "../lib/run.mjs";

/**
 * The newest code-server for Node 20: VS Code 1.100.3. Only the server inside it is used, started
 * directly; that is VS Code's own remote server plus the page it shows.
 */
export const codeServerVersion = "4.100.3";

/** Goes up whenever the steps below change, so that an older installation is replaced. */
export const recipe = 1;

/** The server's folder inside an installation. */
export const serverFolder = join("node_modules", "code-server", "lib", "vscode");

const npmFlags = ["--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"];
const ripgrepVersion = "1.18.0";

/** The machines that ripgrep and the server's file watcher exist for, as `process.platform-process.arch`. */
export const platforms = ["linux-x64", "linux-arm64", "linux-arm", "darwin-x64", "darwin-arm64"];

/**
 * Installs the server into an empty folder. Nothing is compiled: what code-server would build is
 * either not needed here (terminal, sign-in) or replaced by a few lines of JavaScript.
 *
 * @param {string} folder
 */
export async function installServer(folder) {
  const server = join(folder, serverFolder);
  await installPackages(folder);
  await installModules(server);
  replaceNativeModules(join(server, "node_modules"));
  installRipgrep(folder, join(server, "node_modules"));
  shareJsonFeatures(server);
}

/** @param {string} folder */
async function installPackages(folder) {
  // npm installs into the nearest folder above that has one of these: this must be it.
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true }));
  const packages = [`code-server@${codeServerVersion}`, `${ripgrepPackage()}@${ripgrepVersion}`];
  // --force: code-server names Node 20 only, but its server runs on later ones too.
  await npm(["install", "--save-exact", "--force", ...npmFlags, ...packages], capture(folder));
}

/** @param {string} server */
async function installModules(server) {
  await npm(["install", ...npmFlags], capture(server));
  const extensions = join(server, "extensions");
  await npm(["install", ...npmFlags], capture(extensions));
  await run(process.execPath, ["./postinstall.mjs"], capture(extensions));
  // The page asks for modules by the name of the archive that they are in elsewhere.
  symlinkSync("node_modules", join(server, "node_modules.asar"));
}

/** @param {string} modules */
function replaceNativeModules(modules) {
  for (const [replacement, name] of [
    ["spdlog.cjs", join("@vscode", "spdlog")],
    ["native-watchdog.cjs", "native-watchdog"],
  ]) {
    copyFileSync(fileURLToPath(new URL(replacement, import.meta.url)), join(modules, name, "index.js"));
  }
}

/**
 * Search and `findFiles` run ripgrep. The version of it that the server depends on downloads its
 * program after the installation; later ones bring it along.
 *
 * @param {string} folder
 * @param {string} modules
 */
function installRipgrep(folder, modules) {
  const bin = join(modules, "@vscode", "ripgrep", "bin");
  mkdirSync(bin, { recursive: true });
  copyFileSync(join(folder, "node_modules", ripgrepPackage(), "bin", "rg"), join(bin, "rg"));
  chmodSync(join(bin, "rg"), 0o755);
}

/**
 * An extension in the browser's extension host can depend on one in Node only if that one says that
 * it offers no API. VS Code for the web has the JSON features in the browser; code-server lists them
 * there too, but brings them along for Node only. They do offer no API, so let them say it.
 *
 * @param {string} server
 */
function shareJsonFeatures(server) {
  const file = join(server, "out", "vs", "code", "browser", "workbench", "workbench.js");
  const manifest = 'extensionPath:"json-language-features",packageJSON:{';
  const page = readFileSync(file, "utf8");
  if (!page.includes(manifest)) throw new Error(`The JSON features are not listed in ${file}.`);
  writeFileSync(file, page.replace(manifest, `${manifest}api:"none",`));
}

/** The package with ripgrep's program for this machine. */
function ripgrepPackage() {
  return `@vscode/ripgrep-${process.platform}-${process.arch}`;
}

/**
 * @param {string} cwd
 * @returns {import("../lib/run.mjs").RunOptions}
 */
function capture(cwd) {
  return { cwd, output: "capture" };
}
