import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { chromiumArguments, ensureChromium } from "../../scripts/lib/chromium.mjs";
import { say } from "../../scripts/lib/log.mjs";
import { remoteUri, startServer, workbenchUrl } from "../../scripts/lib/vscode-server.mjs";
import { codeLenses, moveCursor } from "../../test/vscode/support/editor.ts";
import { openFile, openWorkbench, runCommand, trainingView } from "../../test/vscode/support/workbench.ts";
import { percentile, type Row, tableOf } from "../lib/table.ts";
import { warmUp } from "../lib/warm-up.ts";
import { type HostReading, type ReadHost, writeHostProbe } from "./host-probe.ts";
import { takeTimes, watchMistakes } from "./page-probe.ts";
import { placeOf, plain, typed, writeSpecs } from "./specs.ts";

/** What is measured for how long. */
export interface BenchOptions {
  /** How many times some keys are typed in a row, and how many times one is. */
  readonly bursts: number;
  readonly keys: number;
  readonly vsix: string;
}

/** A fast typist's pause between keys, and one that lets everything settle, in milliseconds. */
const betweenKeys = 70;
const afterKeys = 500;
/** Keys in a row. */
const inBurst = 12;

const mostStretch = 16;
const mostDelay = 100;
const mostActivation = 20;

/** Measures what the text editor shows of a spec in the real VS Code; returns the table to be printed. */
export async function benchEditor({ bursts, keys, vsix }: BenchOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "unboxed-bench-"));
  const workspace = join(folder, "workspace");
  const probe = join(folder, "probe");
  writeSpecs(workspace);
  const readHost = writeHostProbe(probe);
  const browser = await chromium.launch({ ...(await ensureChromium()), args: chromiumArguments });
  const rows: Row[] = [];
  try {
    await withServer("node", async (port) => {
      const url = workbenchUrl({ port, workspace }, undefined, {
        extensionDevelopmentPath: remoteUri(port, probe),
        skipWelcome: "true",
      });
      const page = await openPage(url);
      await measure("Activation", () => activation(page, readHost));
      await measure("Mistakes", () => mistakes(page, keys, readHost));
      await measure("Lenses and hints", () => answers(page, keys, readHost));
      await measure("Typing beside the view", () => typing(page, "beside the view", bursts, readHost, true));
      await measure("Typing", () => typing(page, "in a spec", bursts, readHost, false));
      await measure("Typing in plain JSON", () => typingPlain(page, bursts, readHost));
    });
    await withServer("web", async (port) => {
      const page = await openPage(workbenchUrl({ port, workspace }));
      await measure("The web extension host", () => onWebHost(page, keys));
    });
  } finally {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  }
  const machine = `${cpus().length} cores, ${cpus()[0].model}, Chromium ${browser.version()}, headless`;
  return `${machine}\n\n${tableOf(rows)}`;

  async function withServer(kind: "node" | "web", work: (port: number) => Promise<void>): Promise<void> {
    const settings = { "workbench.colorTheme": "Default Dark Modern" };
    const server = await startServer({ kind, workspace, vsix, settings });
    try {
      await work(server.port);
    } finally {
      await server.stop();
    }
  }

  async function openPage(url: string): Promise<Page> {
    await warmUp(browser, url);
    const page = await openWorkbench(browser, url, { width: 1440, height: 900 });
    await page.evaluate(watchMistakes);
    return page;
  }

  async function measure(what: string, work: () => Promise<Row[]>): Promise<void> {
    say(`${what} …`);
    rows.push(...(await work()));
  }
}

const diagnosing = { file: typed, asks: false };

/** Opens the spec. */
async function activation(page: Page, readHost: ReadHost): Promise<Row[]> {
  await readHost(diagnosing);
  await sleep(5000);
  const before = await readHost(diagnosing);
  await openSpec(page);
  const { activation: after } = await readHost(diagnosing);
  const isLate = before.activation === null;
  return [
    {
      what: "the extension before a spec is opened",
      measured: isLate ? "not loaded" : "loaded",
      claim: "not loaded",
      holds: isLate,
    },
    { what: "loading its bundle", measured: after ? inMs(after.load) : "?", claim: "", holds: null },
    {
      what: "activate()",
      measured: after ? inMs(after.activate) : "?",
      claim: `< ${mostActivation} ms`,
      holds: after && after.activate < mostActivation,
    },
  ];
}

async function openSpec(page: Page): Promise<void> {
  await openFile(page, typed);
  await codeLenses(page, typed);
  await sleep(2000);
}

/** Types a digit that makes a mistake of the network's shape, and takes it back, again and again. */
async function makeMistakes(page: Page, times: number): Promise<void> {
  const { line, column } = placeOf.units;
  await moveCursor(page, line, column, typed);
  for (let k = 0; k < times; k++) {
    for (const key of ["0", "Backspace"]) {
      await page.keyboard.press(key);
      await sleep(afterKeys);
    }
  }
}

async function mistakes(page: Page, keys: number, readHost: ReadHost): Promise<Row[]> {
  await makeMistakes(page, 3);
  await readHost(diagnosing);
  await page.evaluate(takeTimes);
  await makeMistakes(page, keys / 2);
  const { diagnostics } = await readHost(diagnosing);
  const onScreen = await page.evaluate(takeTimes);
  return [
    ...delayRows("from a key to its diagnostics", diagnostics),
    { what: "the same on the screen: p50", measured: inMs(percentile(onScreen, 50)), claim: "", holds: null },
  ];
}

async function answers(page: Page, keys: number, readHost: ReadHost): Promise<Row[]> {
  await readHost({ file: typed, asks: true });
  await makeMistakes(page, keys / 2);
  const { lenses, hints } = await readHost(diagnosing);
  return [...delayRows("from a key to its lenses", lenses), ...delayRows("from a key to its inlay hints", hints)];
}

/** @param withView whether the training view shows the network beside it, and follows what is typed */
async function typing(
  page: Page,
  where: string,
  bursts: number,
  readHost: ReadHost,
  withView: boolean,
): Promise<Row[]> {
  await runCommand(page, "View: Close All Editors");
  await openSpec(page);
  if (withView) {
    await runCommand(page, "Unboxed: Open Training View");
    await trainingView(page).locator(".toolbar").waitFor({ timeout: 60_000 });
  }
  return [stretchRow(`typing ${where}: longest stretch`, await stretches(page, typed, bursts, readHost), true)];
}

async function typingPlain(page: Page, bursts: number, readHost: ReadHost): Promise<Row[]> {
  await runCommand(page, "View: Close All Editors");
  await openFile(page, plain);
  return [stretchRow("typing in plain JSON: longest stretch", await stretches(page, plain, bursts, readHost), false)];
}

/** Types into the title; returns the host's longest stretch of each burst. */
async function stretches(page: Page, file: string, bursts: number, readHost: ReadHost): Promise<number[]> {
  const { line, column } = placeOf.title;
  await moveCursor(page, line, column, file);
  const readings: HostReading[] = [];
  for (let k = 0; k <= bursts; k++) {
    for (let key = 0; key < inBurst; key++) {
      await page.keyboard.press(String(key % 10));
      await sleep(betweenKeys);
    }
    await sleep(afterKeys);
    readings.push(await readHost(diagnosing));
  }
  // The first burst is compiled while it runs.
  return readings.slice(1).map(({ longestStretch }) => longestStretch);
}

async function onWebHost(page: Page, keys: number): Promise<Row[]> {
  await openSpec(page);
  await makeMistakes(page, 3);
  await page.evaluate(takeTimes);
  await makeMistakes(page, keys / 2);
  const onScreen = await page.evaluate(takeTimes);
  await runCommand(page, "Developer: Show Running Extensions");
  const ours = page.locator(".runtime-extensions-editor .monaco-list-row", { hasText: "Unboxed" });
  const said = /Activation: (\d+)/.exec((await ours.textContent()) ?? "")?.[1];
  return [
    {
      what: "web host: from a key to the mistake on the screen: p50",
      measured: inMs(percentile(onScreen, 50)),
      claim: "",
      holds: null,
    },
    { what: "web host: loading and activate(), waiting included", measured: `${said} ms`, claim: "", holds: null },
  ];
}

function delayRows(what: string, times: readonly number[]): Row[] {
  const [p50, p95] = [50, 95].map((percent) => percentile(times, percent));
  return [
    { what: `${what}: p50`, measured: inMs(p50), claim: "", holds: null },
    { what: `${what}: p95`, measured: inMs(p95), claim: `≤ ${mostDelay} ms`, holds: p95 <= mostDelay },
  ];
}

function stretchRow(what: string, times: readonly number[], isClaimed: boolean): Row {
  const longest = Math.max(...times);
  return {
    what,
    measured: `${inMs(longest)} (half of the bursts: ${inMs(percentile(times, 50))})`,
    claim: isClaimed ? `≤ ${mostStretch} ms` : "",
    holds: isClaimed ? longest <= mostStretch : null,
  };
}

function inMs(milliseconds: number | undefined): string {
  return milliseconds === undefined ? "nothing came" : `${milliseconds.toFixed(1)} ms`;
}
