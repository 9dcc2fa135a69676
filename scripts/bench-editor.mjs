// @ts-check
/**
 * `npm run bench:editor`: measures what typing in a long spec costs in the real VS Code, and prints a table. The numbers
 * depend on the machine and on what else it does; tests never look at them.
 */
import { parseArgs } from "node:util";
import { loadBench, positive } from "./lib/bench.mjs";
import { sayError } from "./lib/log.mjs";

const help = `Usage: npm run bench:editor [-- options]

Measures typing in a spec of 2,000 lines in VS Code and prints what was claimed of it beside the numbers.

  --bursts N  how many times a dozen keys are typed in a row (default 10)
  --keys N    how many keys are typed one by one (default 40)
  --help      show this`;

async function main() {
  const { values } = parseArgs({
    options: {
      bursts: { type: "string", default: "10" },
      keys: { type: "string", default: "40" },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const options = { bursts: positive("bursts", values.bursts), keys: positive("keys", values.keys) };
  const { module, vsix } = await loadBench("editor");
  console.log(await module.benchEditor({ ...options, vsix }));
}

try {
  await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
