import { cpSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "playwright-core";
import { afterAll, afterEach, beforeAll } from "vitest";
import { chromiumArguments, ensureChromium } from "../../../scripts/lib/chromium.mjs";
import { cache, root } from "../../../scripts/lib/paths.mjs";
import { type Server, startServer } from "../../../scripts/lib/vscode-server.mjs";
import { openWorkbench, screenshot, tidyWorkbench } from "./workbench.ts";

/** The two extension hosts: in Node, and in a worker of the browser. */
export const hosts = ["node", "web"] as const;

/** One of the two extension hosts. */
export type Host = (typeof hosts)[number];

/** What a server under test is started with; by default the packaged extension and the examples. */
export interface HostOptions {
  vsix?: string;
  /** The folder whose copy is opened. */
  files?: string;
  /** User settings, beside those that keep VS Code quiet. */
  settings?: Record<string, unknown>;
  smokeTest?: boolean;
}

/** Starts a server on a copy of the files, which a test may change as it likes. */
export async function startHost(kind: Host, options: HostOptions = {}): Promise<Server> {
  const { files = join(root, "examples"), vsix = join(root, "dist", "unboxed.vsix") } = options;
  const folder = mkdtempSync(join(tmpdir(), "unboxed-workspace-"));
  const workspace = join(folder, "examples");
  cpSync(files, workspace, { recursive: true });
  // Otherwise the theme would be light or dark as the browser's machine is.
  const settings = { "workbench.colorTheme": "Default Dark Modern", ...options.settings };
  const server = await startServer({ kind, vsix, workspace, settings, smokeTest: options.smokeTest ?? false });
  const stop = async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { ...server, stop };
}

/** Starts the browser that the tests drive. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({ ...(await ensureChromium()), args: chromiumArguments });
}

/** A server and a browser for the tests of one file or `describe`. */
export interface VsCode {
  readonly server: Server;
  readonly browser: Browser;
  /** The workbench, with nothing open in it: a new one for the first test, and after a test that failed. */
  open(): Promise<Page>;
}

/**
 * Has a server, a browser and a workbench running during the tests of this file or `describe`: opening a workbench
 * takes much longer than most tests. A test that fails leaves a picture of it in the cache folder.
 */
export function useVsCode(kind: Host, options?: HostOptions): VsCode {
  let server: Server | undefined;
  let browser: Browser | undefined;
  let workbench: Page | undefined;

  async function closeWorkbench(): Promise<void> {
    await workbench?.context().close();
    workbench = undefined;
  }

  beforeAll(async () => {
    server = await startHost(kind, options);
    browser = await launchBrowser();
  });
  afterEach(async ({ task }) => {
    if (task.result?.state !== "fail" || !workbench) return;
    await takeEvidence(workbench, `${kind}-${task.name}`);
    await closeWorkbench();
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  return {
    get server() {
      return running(server);
    },
    get browser() {
      return running(browser);
    },
    open: async () => {
      if (workbench) await tidyWorkbench(workbench).catch(closeWorkbench);
      workbench ??= await openWorkbench(running(browser), running(server).url);
      return workbench;
    },
  };
}

function running<T>(value: T | undefined): T {
  if (value === undefined) throw new Error("VS Code runs only during tests, not while they are being defined.");
  return value;
}

async function takeEvidence(page: Page, name: string): Promise<void> {
  const file = join(cache, "failures", `${name.replaceAll(/[^\w-]+/g, "-")}.png`);
  await screenshot(page, file).then(
    () => console.error(`What was to be seen when the test failed: ${file}`),
    (error: unknown) => console.error(`No picture of the failed test could be taken: ${error}`),
  );
}
