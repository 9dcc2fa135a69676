// @ts-check
import { statSync } from "node:fs";
import { join } from "node:path";
import { withLock } from "./lock.mjs";
import { step } from "./log.mjs";
import { root } from "./paths.mjs";
import { npm } from "./run.mjs";

/** Installs what package-lock.json names, if that has not been done since it last changed. */
export async function ensureDependencies() {
  if (upToDate()) return;
  await withLock("dependencies", async () => {
    // Another process may have done it while this one waited.
    if (upToDate()) return;
    await step("Installing the dependencies (npm ci)", install);
  });
}

/** npm writes node_modules/.package-lock.json last, so an interrupted install has none. */
function upToDate() {
  const wanted = modified(join(root, "package-lock.json"));
  const installed = modified(join(root, "node_modules", ".package-lock.json"));
  return installed > 0 && installed >= wanted;
}

/** @param {string} file */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}

async function install() {
  try {
    await npm(["ci", "--no-audit", "--no-fund"], { cwd: root, output: "capture" });
  } catch (error) {
    throw new Error("The dependencies could not be installed. Is the network there, and can npm reach its registry?", {
      cause: error,
    });
  }
}
