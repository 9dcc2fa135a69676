import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { remoteUri, workbenchUrl } from "../../../scripts/lib/vscode-server.mjs";
import { type Host, type HostOptions, launchBrowser, startHost } from "./servers.ts";

/** How long a test module may run. */
const RUN_MS = 240_000;

/** How a test module ended. */
export interface HostRun {
  /** 0, or another number if `run` threw. */
  exitCode: number;
  /** What it wrote to the console, and why it failed. */
  log: string;
}

/**
 * Runs a test module inside the extension host, beside the installed extension, with the real
 * `vscode` API. The module exports `run()`; it fails by throwing. It may import what it likes, as it
 * is bundled for the host it runs in.
 */
export async function runInExtensionHost(kind: Host, module: string, options: HostOptions = {}): Promise<HostRun> {
  const folder = mkdtempSync(join(tmpdir(), "unboxed-tests-"));
  const server = await startHost(kind, { ...options, smokeTest: true });
  const browser = await launchBrowser();
  try {
    await writeTestExtension(folder, kind, module);
    const page = await browser.newPage();
    const log: string[] = [];
    await page.exposeFunction("codeAutomationLog", (type: string, args: unknown[]) => {
      log.push(`[${type}] ${args.map(asText).join(" ")}`);
    });
    let end: (code: number) => void = () => {};
    const ended = new Promise<number>((resolve) => {
      end = resolve;
    });
    await page.exposeFunction("codeAutomationExit", end);
    await page.goto(
      workbenchUrl(server, undefined, {
        extensionDevelopmentPath: remoteUri(server.port, folder),
        extensionTestsPath: remoteUri(server.port, join(folder, "tests")),
        skipWelcome: "true",
      }),
    );
    const exitCode = await within(RUN_MS, ended, () => log.join("\n"));
    return { exitCode, log: log.join("\n") };
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Writes an extension that does nothing and has the test module in its folder: VS Code runs tests in
 * the extension host of the extension whose folder they are in.
 */
async function writeTestExtension(folder: string, kind: Host, module: string): Promise<void> {
  const manifest = { publisher: "unboxed", name: "tests", version: "0.0.0", engines: { vscode: "^1.100.0" } };
  const entry = kind === "node" ? { main: "./empty.js" } : { browser: "./empty.js" };
  writeFileSync(join(folder, "package.json"), JSON.stringify({ ...manifest, ...entry }));
  writeFileSync(join(folder, "empty.js"), "");
  await build({
    entryPoints: [module],
    outfile: join(folder, "tests.js"),
    bundle: true,
    format: "cjs",
    platform: kind === "node" ? "node" : "browser",
    mainFields: kind === "node" ? ["module", "main"] : ["browser", "module", "main"],
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "silent",
  });
}

/** Waits for what may never come; the error then says what else is known. */
async function within<T>(patience: number, awaited: Promise<T>, known: () => string): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    const fail = () => reject(new Error(`The tests did not end within ${patience / 1000} s. So far:\n${known()}`));
    timer = setTimeout(fail, patience);
  });
  return Promise.race([awaited, late]).finally(() => clearTimeout(timer));
}

function asText(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
