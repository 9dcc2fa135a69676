import { writeProbe } from "../lib/host-probe.ts";

/** What an extension beside ours sees of the extension host that both run in. */
export interface HostReading {
  /** How late the event loop ran what was due each millisecond, in milliseconds, since the reading before. */
  readonly delay: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Memory of the process in bytes, with the workers that train. */
  readonly memory: number;
}

const source = `
const { monitorEventLoopDelay } = require("node:perf_hooks");
const begin = () => {
  // A timer each millisecond; what is more than that between two of them is delay.
  const histogram = monitorEventLoopDelay({ resolution: 1 });
  histogram.enable();
  return () => {
    const late = (nanoseconds) => Math.max(0, nanoseconds / 1e6 - 1);
    const delay = { p50: late(histogram.percentile(50)), p99: late(histogram.percentile(99)), max: late(histogram.max) };
    histogram.reset();
    return { delay, memory: process.memoryUsage().rss };
  };
};
`;

/** Reads what the extension sees, and has it begin anew. */
export type ReadHost = () => Promise<HostReading>;

/** Writes the extension into a folder. */
export function writeHostProbe(folder: string): ReadHost {
  const read = writeProbe<null, HostReading>(folder, source);
  return () => read(null);
}
