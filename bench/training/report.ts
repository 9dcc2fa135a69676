import { cpus, loadavg, totalmem } from "node:os";
import { type Comparison, compare, targets } from "./comparison.ts";
import type { Measurement } from "./measure.ts";
import type { Peer } from "./peer.ts";
import { logSlope, median, spread } from "./statistics.ts";
import type { WorkerTimes } from "./worker.ts";
import { parametersIn, shapeOf, type Workload } from "./workload.ts";

/** All that was measured in one run. */
export interface Results {
  readonly machine: Machine;
  readonly peers: readonly Peer[];
  readonly workloads: readonly Workload[];
  readonly measurements: readonly Measurement[];
  readonly growth: readonly Growth[];
  readonly large: Growth;
  readonly workers: readonly WorkerTimes[];
  /** How many times each was measured. */
  readonly repeats: number;
}

/** What the numbers were taken on. */
export interface Machine {
  /** What was used, with versions. */
  readonly versions: readonly string[];
  /** The average number of processes that wanted to compute, in the minute before the run and in its last. */
  readonly load: readonly [before: number, after: number];
}

/** What one network took of this project. */
export interface Growth {
  readonly workload: Workload;
  readonly measurements: readonly Measurement[];
}

/** The most megabytes that the large run may take. */
const mostMemory = 200;

/** The load of the last minute. */
export function loadNow(): number {
  return loadavg()[0];
}

/** The whole report as Markdown that is readable on a terminal, too. */
export function reportOf(results: Results): string {
  const { machine, measurements, peers, workloads, repeats } = results;
  return [
    "# What `npm run bench` measured",
    `${machineText(machine)}\nAll times are medians of ${repeats} repeats, taken of one peer after the other in turn; ${noiseText(measurements)}`,
    "## This project and the best peer",
    targetTable(measurements),
    "## Nanoseconds per training sample",
    timesTable(peers, workloads, measurements),
    listOf([...differences(peers), ...failures(measurements)]),
    "## Growth",
    "Three layers as wide as the input, relu and softmax, batches of 32. Resident memory is that of the whole process, with Node and the data.",
    growthTable(results.growth),
    `${shapeOf(results.large.workload)} with ${inFull(results.large.workload.data.samples)} samples, under ${mostMemory} MB of resident memory:`,
    memoryTable(results.large),
    "## In the worker",
    "The built worker thread in float64, with snapshots on: from its start to the first snapshot, training, making the news of a step, and going to another step of the run so far.",
    workerTable(results.workers),
  ]
    .filter((part) => part !== "")
    .join("\n\n")
    .concat("\n");
}

function machineText({ versions, load }: Machine): string {
  const [before, after] = load.map((load) => load.toFixed(1));
  const [{ model }] = cpus();
  const memory = Math.round(totalmem() / 2 ** 30);
  return `${model}, ${cpus().length} cores, ${memory} GB; load ${before} at the beginning and ${after} at the end; ${versions.join("; ")}.`;
}

function noiseText(measurements: readonly Measurement[]): string {
  const spreads = measurements.flatMap(({ times }) => (times.length > 0 ? [spread(times)] : []));
  if (spreads.length === 0) return "nothing could be measured.";
  return `half of them lie within ${Math.round(100 * median(spreads))} % of one another.`;
}

function targetTable(measurements: readonly Measurement[]): string {
  const rows = targets.map(({ workload, precision, atLeast }) => {
    const comparison = compare(measurements, workload, precision);
    const measured = comparison ? measuredCells(comparison, atLeast) : ["", "", "", "", "not run"];
    const [own, best, bestTime, ratio, verdict] = measured;
    return [`${workload}, ${precision}`, own, best, bestTime, ratio, `≥ ${atLeast}`, verdict];
  });
  return markdownTable(["workload", "Unboxed, ns", "best peer", "its time, ns", "ratio", "target", ""], rows);
}

function measuredCells({ ownTime, best, bestTime, ratio }: Comparison, atLeast: number): string[] {
  const verdict = ratio >= atLeast ? "hit" : "missed";
  return [inShort(ownTime), best.name, inShort(bestTime), ratio.toFixed(2), verdict];
}

function timesTable(
  peers: readonly Peer[],
  workloads: readonly Workload[],
  measurements: readonly Measurement[],
): string {
  const head = workloads.map((workload) => `${workload.name} ${shapeOf(workload)}, ${workload.batchSize}`);
  const rows = peers.map((peer) => [
    peer.name,
    peer.precision,
    ...workloads.map(({ name }) => timeCell(measurements, peer, name)),
  ]);
  return markdownTable(["", "kept in", ...head], rows);
}

function timeCell(measurements: readonly Measurement[], peer: Peer, workload: string): string {
  const found = measurements.find((one) => one.peer === peer && one.workload === workload);
  return found && found.times.length > 0 ? inShort(median(found.times)) : "not run";
}

function differences(peers: readonly Peer[]): string[] {
  return peers.flatMap(({ name, differs }) => (differs === "" ? [] : [`${name}: ${differs}.`]));
}

/** Why somebody was not run, once for all workloads that it was not run at for the same reason. */
function failures(measurements: readonly Measurement[]): string[] {
  const workloads = new Map<string, string[]>();
  for (const { peer, workload, failure } of measurements) {
    if (failure === null) continue;
    const reason = `${peer.name}: not run: ${failure}`;
    workloads.set(reason, [...(workloads.get(reason) ?? []), workload]);
  }
  return [...workloads].map(([reason, names]) => `${reason} (${names.join(", ")})`);
}

function growthTable(growth: readonly Growth[]): string {
  const names = growth[0].measurements.map(({ peer }) => peer.precision);
  const head = ["network", "parameters", "log₁₀"].concat(
    ...names.map((name) => [`${name}, ns`, "log₁₀", "grows as", "resident"]),
  );
  const rows = growth.map(({ workload, measurements }, index) => {
    const parameters = parametersIn(workload);
    const before = index > 0 ? growth[index - 1] : null;
    const cells = measurements.map(({ times, memory }, peer) => {
      if (times.length === 0) return ["not run", "", "", ""];
      const time = median(times);
      const timesBefore = before?.measurements[peer].times ?? [];
      const slope =
        before && timesBefore.length > 0
          ? logSlope([parametersIn(before.workload), median(timesBefore)], [parameters, time])
          : null;
      return [
        inShort(time),
        Math.log10(time).toFixed(1),
        slope === null ? "" : `n^${slope.toFixed(2)}`,
        memory ? megabytes(memory.resident) : "",
      ];
    });
    return [shapeOf(workload), inFull(parameters), Math.log10(parameters).toFixed(1), ...cells.flat()];
  });
  return markdownTable(head, rows);
}

function memoryTable({ measurements }: Growth): string {
  const rows = measurements.map(({ peer, memory, failure }) => {
    if (!memory) return [peer.name, "", "", `not run: ${failure}`];
    const verdict = memory.resident < mostMemory * 1e6 ? "hit" : "missed";
    return [peer.name, megabytes(memory.resident), megabytes(memory.peak), verdict];
  });
  return markdownTable(["", "resident", "at most", ""], rows);
}

function workerTable(workers: readonly WorkerTimes[]): string {
  const rows = workers.map(({ workload, startUp, perSample, snapshot, steps, seek }) => [
    workload,
    `${startUp.toFixed(0)} ms`,
    `${inShort(perSample)} ns`,
    `${snapshot.toFixed(2)} ms`,
    `${seek.toFixed(0)} ms`,
    inFull(steps),
  ]);
  return markdownTable(["", "start", "per sample", "snapshot", "seek", "of so many steps"], rows);
}

/** A table whose columns are aligned. The first is text, the others are numbers. */
export function markdownTable(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((_, column) => Math.max(3, ...[head, ...rows].map((row) => row[column].length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => (column === 0 ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join(" | ")} |`;
  const rule = widths.map((width, column) => (column === 0 ? "-".repeat(width) : `${"-".repeat(width - 1)}:`));
  return [head, rule, ...rows].map(line).join("\n");
}

function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${item}`).join("\n");
}

/** Three digits that count. */
function inShort(number: number): string {
  return number.toLocaleString("en", { maximumSignificantDigits: 3 });
}

function inFull(number: number): string {
  return number.toLocaleString("en");
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
