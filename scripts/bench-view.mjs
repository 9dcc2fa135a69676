// @ts-check
/**
 * `npm run bench:view`: measures how quick the training view is in the real VS Code, and prints a table. The numbers
 * depend on the machine and on what else it does; tests never look at them.
 */
import { parseArgs } from "node:util";
import { loadBench, positive } from "./lib/bench.mjs";
import { sayError } from "./lib/log.mjs";

const help = `Usage: npm run bench:view [-- options]

Measures the training view in VS Code and prints what was claimed of it beside the numbers.

  --minutes N  how long memory is watched while a network trains (default 0.5; the claim is about 10)
  --clicks N   how many steps are taken by hand (default 60)
  --help       show this`;

async function main() {
  const { values } = parseArgs({
    options: {
      minutes: { type: "string", default: "0.5" },
      clicks: { type: "string", default: "60" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const options = { minutes: positive("minutes", values.minutes), clicks: positive("clicks", values.clicks) };
  const { module, vsix } = await loadBench("view");
  console.log(await module.benchView({ ...options, vsix }));
}

try {
  await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
