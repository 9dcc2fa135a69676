// @ts-check
/**
 * `npm run bench`: measures how quickly networks train, here and with others, and writes bench/results.md. The numbers
 * depend on the machine and on what else it does; tests never look at them.
 */
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./lib/bench.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { say, sayError, step } from "./lib/log.mjs";
import { root } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";

const help = `Usage: npm run bench [-- options]

Measures the time per training sample beside other libraries, memory, snapshots and the worker's start, prints tables
and writes them to bench/results.md.

  --quick  takes less than a minute: fewer repeats, only peers that start quickly; writes nothing
  --help   show this`;

const folder = join(root, "bench");

async function main() {
  const { values } = parseArgs({
    options: {
      quick: { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  await ensureDependencies();
  await ensurePeers();
  await step("Building the worker", () =>
    run(process.execPath, [join(root, "scripts", "build.mjs"), "nodeWorker"], { cwd: root, output: "capture" }),
  );
  // Where the bundles lie, Node finds the packages of bench.
  const bundles = join(folder, ".cache", String(process.pid));
  try {
    const contestant = join(bundles, "contestant.mjs");
    const entry = join(bundles, "main.mjs");
    await bundle(join(folder, "training", "contestant-process.ts"), contestant);
    await bundle(join(folder, "training", "main.ts"), entry);
    const { benchTraining } = await import(pathToFileURL(entry).href);
    const report = await benchTraining({
      isQuick: values.quick,
      folder,
      contestant,
      worker: join(root, "dist", "worker.node.js"),
    });
    console.log(report);
    if (!values.quick) await writeFile(join(folder, "results.md"), report);
  } finally {
    await rm(bundles, { recursive: true, force: true });
  }
}

/** Whoever cannot be installed is left out. */
async function ensurePeers() {
  try {
    await ensureDependencies(folder);
  } catch (error) {
    sayError(error);
    say("Peers that are not installed are left out.");
  }
}

try {
  await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
