import { mkdtempSync, rmSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { chromium, type Page } from "playwright-core";
import { chromiumArguments, ensureChromium } from "../../scripts/lib/chromium.mjs";
import { say } from "../../scripts/lib/log.mjs";
import { remoteUri, startServer, workbenchUrl } from "../../scripts/lib/vscode-server.mjs";
import { pressButton, waitForState } from "../../test/vscode/support/training-view.ts";
import { openFile, openWorkbench, runCommand, trainingView } from "../../test/vscode/support/workbench.ts";
import { percentile, type Row, tableOf } from "../lib/table.ts";
import { warmUp } from "../lib/warm-up.ts";
import { type ReadHost, writeHostProbe } from "./host-probe.ts";
import { clickSteps, countFrames, pageMemory, putProbe, scrub } from "./page-probes.ts";
import { specs, writeSpecs } from "./specs.ts";

/** What is measured for how long. */
export interface BenchOptions {
  /** How long memory is watched while a network trains. */
  readonly minutes: number;
  readonly clicks: number;
  readonly vsix: string;
}

/** How long frames are counted. */
const watched = 8000;
/** How many places the scrubber is moved to. */
const scrubs = 40;

/** Measures the view in the real VS Code; returns the table to be printed. */
export async function benchView({ minutes, clicks, vsix }: BenchOptions): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "unboxed-bench-"));
  const workspace = join(folder, "workspace");
  const probe = join(folder, "probe");
  writeSpecs(workspace);
  const readHost = writeHostProbe(probe);
  const server = await startServer({ workspace, vsix, settings: { "workbench.colorTheme": "Default Dark Modern" } });
  const browser = await chromium.launch({
    ...(await ensureChromium()),
    args: [...chromiumArguments, "--enable-precise-memory-info", "--js-flags=--expose-gc"],
  });
  try {
    const url = workbenchUrl(server, undefined, {
      extensionDevelopmentPath: remoteUri(server.port, probe),
      skipWelcome: "true",
    });
    await warmUp(browser, url);
    const page = await openWorkbench(browser, url, { width: 1440, height: 900 });
    await readHost();
    await sleep(5000);
    const idle = await readHost();
    const rows: Row[] = [
      { what: "extension host at rest: delay p99", measured: inMs(idle.delay.p99), claim: "", holds: null },
    ];
    const measure = async (what: string, work: () => Promise<Row[]>) => {
      say(`${what} …`);
      rows.push(...(await work()));
    };
    await measure("Steps by hand", () => stepsByHand(page, clicks));
    await measure("Training the spiral", () => training(page, specs.spiral, "2-8-8-1", 30, readHost));
    await measure("Scrubbing", () => scrubbing(page));
    await measure("Training 784-128-64-10", () => training(page, specs.wide, "784-128-64-10", 15, readHost));
    await measure(`Memory over ${minutes} min`, () => memory(page, minutes, readHost));
    const machine = `${cpus().length} cores, ${cpus()[0].model}, Chromium ${browser.version()}, headless`;
    return `${machine}\n\n${tableOf(rows)}`;
  } finally {
    await browser.close();
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Opens a spec's view in a window of its own, at its beginning. */
async function openView(page: Page, file: string): Promise<void> {
  await runCommand(page, "View: Close All Editors");
  await openFile(page, file);
  await runCommand(page, "Unboxed: Open Training View").catch(() => runCommand(page, "Unboxed: Open View"));
  await trainingView(page).locator(".toolbar").waitFor({ timeout: 60_000 });
  await trainingView(page).locator("body").evaluate(putProbe);
}

async function stepsByHand(page: Page, clicks: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const [file, name] of [
    [specs.chain, "chain"],
    [specs.spiral, "2-8-8-1"],
    [specs.wide, "784-128-64-10"],
  ]) {
    await openView(page, file);
    const body = trainingView(page).locator("body");
    await body.evaluate(clickSteps, 3);
    const times = await body.evaluate(clickSteps, clicks);
    const p95 = percentile(times, 95);
    rows.push(
      { what: `Step to changed numbers, ${name}: p50`, measured: inMs(percentile(times, 50)), claim: "", holds: null },
      { what: `Step to changed numbers, ${name}: p95`, measured: inMs(p95), claim: "< 100 ms", holds: p95 < 100 },
    );
  }
  return rows;
}

/** Leaves the run paused. */
async function training(page: Page, file: string, name: string, frames: number, readHost: ReadHost): Promise<Row[]> {
  await openView(page, file);
  await pressButton(page, /^Train$/);
  await waitForState(page, /Training/);
  await sleep(1000);
  await readHost();
  const drawn = await trainingView(page).locator("body").evaluate(countFrames, watched);
  const { delay } = await readHost();
  await pressButton(page, /^Pause$/);
  await waitForState(page, /Paused/);
  return [
    {
      what: `training ${name}: frames a second`,
      measured: drawn.frames.toFixed(1),
      claim: `≥ ${frames}`,
      holds: drawn.frames >= frames,
    },
    { what: `training ${name}: time of a frame, p95`, measured: inMs(drawn.frameTime), claim: "", holds: null },
    { what: `training ${name}: steps shown a second`, measured: drawn.updates.toFixed(1), claim: "", holds: null },
    { what: `training ${name}: host's delay p99`, measured: inMs(delay.p99), claim: "≤ 10 ms", holds: delay.p99 <= 10 },
  ];
}

/** Goes to random steps of the run that was trained before. */
async function scrubbing(page: Page): Promise<Row[]> {
  const view = trainingView(page);
  await view.getByRole("tab", { name: "Loss" }).click();
  const text = await view.locator('[data-readout="step"] .numeral').textContent();
  const last = Number(text?.replaceAll(",", ""));
  // The same places in every run, all over it.
  const places = Array.from({ length: scrubs }, (_, k) => (0.618034 * (k + 1)) % 1);
  const times = await view.locator("body").evaluate(scrub, { places, last });
  const what = `scrubbing over ${last.toLocaleString("en-US")} steps: p95`;
  if (!times) return [{ what, measured: "there is no scrubber", claim: "< 100 ms", holds: null }];
  const p95 = percentile(times, 95);
  return [{ what, measured: inMs(p95), claim: "< 100 ms", holds: p95 < 100 }];
}

/** Memory is flat if its last third is not above its first by more than this share, and what a chart may keep. */
const flat = 1.1;
const spare = 5e6;
const readings = 30;

async function memory(page: Page, minutes: number, readHost: ReadHost): Promise<Row[]> {
  await openView(page, specs.spiral);
  await pressButton(page, /^Train$/);
  const body = trainingView(page).locator("body");
  const [ofPage, ofHost]: [number[], number[]] = [[], []];
  // What the first moments take is not what training takes.
  await sleep(5000);
  for (let k = 0; k < readings; k++) {
    await sleep((60_000 * minutes) / readings);
    ofPage.push(await body.evaluate(pageMemory));
    ofHost.push((await readHost()).memory);
  }
  await pressButton(page, /^Pause$/);
  const rowOf = (whose: string, values: readonly number[]): Row => {
    const third = values.length / 3;
    const [from, to] = [Math.min(...values.slice(0, third)), Math.min(...values.slice(-third))];
    const measured = `${inMb(from)} → ${inMb(to)}`;
    return {
      what: `memory of the ${whose} over ${minutes} min`,
      measured,
      claim: "flat",
      holds: to < flat * from + spare,
    };
  };
  return [rowOf("page", ofPage), rowOf("extension host", ofHost)];
}

function inMs(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

function inMb(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
