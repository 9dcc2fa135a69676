import { readFileSync } from "node:fs";
import { join } from "node:path";
import { say } from "../../scripts/lib/log.mjs";
import { type Arena, startContestant } from "./contestant.ts";
import { onOneCore } from "./core.ts";
import { type Effort, measure, type StartContestant } from "./measure.ts";
import type { Peer } from "./peer.ts";
import { pythonPeers, scriptPeers, unboxed } from "./peers.ts";
import { findPython, type InstalledPython } from "./python.ts";
import { type Growth, loadNow, reportOf } from "./report.ts";
import { measureWorker } from "./worker.ts";
import { compared, createWorkload, growthName, growthWidths, large } from "./workloads.ts";

export interface BenchOptions {
  /** Fewer repeats, and only the peers that start quickly. */
  readonly isQuick: boolean;
  /** The folder `bench`. */
  readonly folder: string;
  /** The bundle of contestant-process.ts. */
  readonly contestant: string;
  /** The built worker of the extension. */
  readonly worker: string;
}

const thorough: Effort = { warmUp: 2000, repeat: 150, repeats: 9 };
const quick: Effort = { warmUp: 250, repeat: 30, repeats: 3 };

/** The widest network that is worth its time in a quick run. */
const widestInQuick = 57;

/** Measures training and what belongs to it; returns the report as Markdown. */
export async function benchTraining({ isQuick, folder, contestant, worker }: BenchOptions): Promise<string> {
  const before = loadNow();
  const effort = isQuick ? quick : thorough;
  const python = isQuick ? null : findPython(join(folder, "training"));
  const peers = [...scriptPeers, ...pythonPeers].filter((peer) => !isQuick || peer.isQuick);
  const arena: Arena = { script: contestant, python, placed: onOneCore(), patience: isQuick ? 3000 : 60_000 };
  const start: StartContestant = (peer, workload) => startContestant(peer, workload, arena);

  const workloads = compared.map(createWorkload);
  const measurements = [];
  for (const workload of workloads) {
    say(`${workload.name} …`);
    measurements.push(...(await measure(workload, peers, start, effort)));
  }
  const growOf = async (name: string): Promise<Growth> => {
    say(`${name} …`);
    const workload = createWorkload(name);
    return { workload, measurements: await measure(workload, unboxed, start, effort) };
  };
  const growth: Growth[] = [];
  for (const width of growthWidths) {
    if (!isQuick || width <= widestInQuick) growth.push(await growOf(growthName(width)));
  }
  const ofLarge = await growOf(large);
  const workers = [];
  for (const workload of workloads) {
    say(`${workload.name} in the worker …`);
    workers.push(await measureWorker(workload, worker, effort));
  }

  return reportOf({
    machine: { versions: versionsOf(peers, python, folder), load: [before, loadNow()] },
    peers,
    workloads,
    measurements,
    growth,
    large: ofLarge,
    workers,
    repeats: effort.repeats,
  });
}

function versionsOf(peers: readonly Peer[], python: InstalledPython | null, folder: string): string[] {
  const names = new Set(peers.flatMap(({ package: name }) => name ?? []));
  const packages = [...names].flatMap((name) => installed(folder, name) ?? []);
  return [`Node ${process.versions.node}`, packages.join(", "), ...(python ? [python.versions] : [])];
}

/** A package and its version; null where it is not installed. */
function installed(folder: string, name: string): string | null {
  try {
    const manifest = JSON.parse(readFileSync(join(folder, "node_modules", name, "package.json"), "utf8"));
    return `${manifest.name} ${manifest.version}`;
  } catch {
    return null;
  }
}
