import { connect } from "../../src/run/channel.ts";
import type { ContestantCalls } from "./contestant-calls.ts";
import { meanSquaredError } from "./mean-squared-error.ts";
import type { Training } from "./peer.ts";
import { scriptPeers } from "./peers.ts";
import type { Workload } from "./workload.ts";
import { createWorkload } from "./workloads.ts";

// The entry of the process that one peer in JavaScript has for one workload: nothing that others leave behind in the
// engine, be it compiled code or garbage, is measured with it.

let begun: { readonly workload: Workload; readonly training: Training } | null = null;

function current(): NonNullable<typeof begun> {
  if (!begun) throw new Error("Nothing has begun");
  return begun;
}

connect<ContestantCalls, Record<never, never>>(
  {
    post: (message) => process.send?.(message),
    listen: (listener) => process.on("message", listener),
  },
  {
    begin: async ({ peer: name, workload: workloadName }) => {
      const peer = scriptPeers.find((peer) => peer.name === name);
      if (!peer) throw new Error(`There is no peer "${name}"`);
      const workload = createWorkload(workloadName);
      const training = await peer.begin(workload);
      begun = { workload, training };
      return { samplesPerStep: training.samplesPerStep };
    },
    train: async ({ steps }) => {
      const { training } = current();
      const before = process.cpuUsage();
      const start = process.hrtime.bigint();
      await training.train(steps);
      const elapsed = Number(process.hrtime.bigint() - start);
      const { user, system } = process.cpuUsage(before);
      return { elapsed, computed: (user + system) * 1000 };
    },
    error: async ({ samples }) => {
      const { workload, training } = current();
      return meanSquaredError(await training.outputs(samples), workload.data.targets);
    },
    memory: () => ({ resident: process.memoryUsage().rss, peak: process.resourceUsage().maxRSS * 1024 }),
  },
  null,
);

process.on("disconnect", () => process.exit());
