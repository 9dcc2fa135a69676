// @ts-check
import { statSync } from "node:fs";
import { basename, join } from "node:path";
import { withLock } from "./lock.mjs";
import { step } from "./log.mjs";
import { root } from "./paths.mjs";
import { npm } from "./run.mjs";

/**
 * Installs what a folder's package-lock.json names, if that has not been done since it last changed.
 * @param {string} [folder] the repository unless given
 */
export async function ensureDependencies(folder = root) {
  if (upToDate(folder)) return;
  await withLock(folder === root ? "dependencies" : `dependencies-${basename(folder)}`, async () => {
    // Another process may have done it while this one waited.
    if (upToDate(folder)) return;
    const where = folder === root ? "" : ` of ${basename(folder)}`;
    await step(`Installing the dependencies${where} (npm ci)`, () => install(folder));
  });
}

/**
 * npm writes node_modules/.package-lock.json last, so an interrupted install has none.
 * @param {string} folder
 */
function upToDate(folder) {
  const wanted = modified(join(folder, "package-lock.json"));
  const installed = modified(join(folder, "node_modules", ".package-lock.json"));
  return installed > 0 && installed >= wanted;
}

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

/** @param {string} folder */
async function install(folder) {
  try {
    await npm(["ci", "--no-audit", "--no-fund"], { cwd: folder, output: "capture" });
  } catch (error) {
    throw new Error("The dependencies could not be installed. Is the network there, and can npm reach its registry?", {
      cause: error,
    });
  }
}
