// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { step } from "./log.mjs";
import { findCommand, isExecutable, run } from "./run.mjs";

/** Chromium without windows, which opens pages in a third of the time that Chromium takes, and Debian's package of it. */
const headlessShell = { path: "/usr/bin/chromium-headless-shell", package: "chromium-headless-shell" };

/** Where Debian's package puts Chromium. */
const debianChromium = "/usr/bin/chromium";

/** Flags for a Chromium that does as it is told and nothing else: no sandbox (it may run as root), no network. */
export const chromiumArguments = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Finds a browser for Playwright to drive. Where there is none, or only Debian's Chromium, it installs Debian's
 * Chromium without windows, if this may be done without asking for a password.
 *
 * @returns {Promise<{ executablePath: string } | { channel: string }>} what Playwright's `launch` takes
 */
export async function ensureChromium() {
  if (isExecutable(headlessShell.path)) return { executablePath: headlessShell.path };
  const found = findBrowser();
  if (found && "channel" in found) return found;
  try {
    await installHeadlessShell();
    return { executablePath: headlessShell.path };
  } catch (error) {
    if (found) return found;
    throw error;
  }
}

const missing =
  "There is no browser to run the tests in. Install Chromium (Debian: `apt-get install chromium-headless-shell`), " +
  "Google Chrome (https://www.google.com/chrome) or Microsoft Edge, and start again.";

/** @returns {{ executablePath: string } | { channel: string } | undefined} */
function findBrowser() {
  if (isExecutable(debianChromium)) return { executablePath: debianChromium };
  const channel = Object.keys(channels).find((name) => channels[name]?.some((path) => existsSync(path)));
  return channel ? { channel } : undefined;
}

const windowsFolders = [process.env.LOCALAPPDATA, process.env.PROGRAMFILES, process.env["PROGRAMFILES(X86)"]];

/**
 * Where the browsers that Playwright knows by name are installed.
 * @type {Record<string, string[]>}
 */
const channels = {
  chrome: [
    "/opt/google/chrome/chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ...onWindows("Google", "Chrome", "Application", "chrome.exe"),
  ],
  msedge: [
    "/opt/microsoft/msedge/msedge",
    "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
    ...onWindows("Microsoft", "Edge", "Application", "msedge.exe"),
  ],
};

/** @param {string[]} path */
function onWindows(...path) {
  return windowsFolders.flatMap((folder) => (folder ? [join(folder, ...path)] : []));
}

async function installHeadlessShell() {
  const aptGet = findCommand("apt-get");
  const privileged = await privilegedPrefix();
  if (!aptGet || !privileged) throw new Error(missing);
  const apt = async (/** @type {string[]} */ ...args) => {
    const [command = aptGet, ...rest] = [...privileged, aptGet, ...args];
    await run(command, rest, { env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" }, output: "capture" });
  };
  await step(`Installing Chromium for the tests (apt-get install ${headlessShell.package}, once)`, async () => {
    try {
      await apt("update");
      await apt("install", "-y", "--no-install-recommends", headlessShell.package);
      if (!isExecutable(headlessShell.path)) throw new Error(`${headlessShell.path} is not there`);
    } catch (error) {
      throw new Error(missing, { cause: error });
    }
  });
}

/**
 * What to put before a command that needs the rights of root; undefined if they cannot be had.
 * @returns {Promise<string[] | undefined>}
 */
async function privilegedPrefix() {
  if (process.getuid?.() === 0) return [];
  const sudo = findCommand("sudo");
  if (!sudo) return undefined;
  try {
    await run(sudo, ["-n", "true"], { output: "capture" });
    return [sudo, "-n"];
  } catch {
    return undefined;
  }
}
