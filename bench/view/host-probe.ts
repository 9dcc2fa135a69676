import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** What an extension beside ours sees of the extension host that both run in. */
export interface HostReading {
  /** How late the event loop ran what was due each millisecond, in milliseconds, since the reading before. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Memory of the process in bytes, with the workers that train. */
  readonly memory: number;
}

/** An extension of its own, in plain JavaScript: it answers a request file with a reading file. */
const source = `
const { monitorEventLoopDelay } = require("node:perf_hooks");
const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
exports.activate = () => {
  // A timer each millisecond; what is more than that between two of them is delay.
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  let last = "";
  setInterval(() => {
    const request = join(__dirname, "request");
    if (!existsSync(request)) return;
    const id = readFileSync(request, "utf8");
    if (id === last) return;
    last = id;
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - 1);
    const delay = { p50: late(histogram.percentile(50)), p99: late(histogram.percentile(99)), max: late(histogram.max) };
    histogram.reset();
    writeFileSync(join(__dirname, "unfinished"), JSON.stringify({ id, delay, memory: process.memoryUsage().rss }));
    renameSync(join(__dirname, "unfinished"), join(__dirname, "reading"));
  }, 50);
};
`;

/** Reads what the extension sees, and has it begin anew. */
export type ReadHost = () => Promise<HostReading>;

/** Writes the extension into a folder, from which a workbench can be told to load it. */
export function writeHostProbe(folder: string): ReadHost {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    publisher: "unboxed",
    name: "probe",
    version: "0.0.0",
    engines: { vscode: "^1.100.0" },
    main: "./probe.js",
    activationEvents: ["*"],
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "probe.js"), source);
  let requests = 0;
  return async () => {
    const id = String(++requests);
    writeFileSync(join(folder, "unfinished-request"), id);
    renameSync(join(folder, "unfinished-request"), join(folder, "request"));
    for (let tries = 0; tries < 300; tries++) {
      await sleep(50);
      const file = join(folder, "reading");
      if (!existsSync(file)) continue;
      const reading = JSON.parse(readFileSync(file, "utf8")) as HostReading & { id: string };
      if (reading.id === id) return reading;
    }
    throw new Error("The extension host gave no reading");
  };
}
