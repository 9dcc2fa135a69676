// @ts-check
/**
 * `npm run bench:view`: measures how quick the training view is in the real VS Code, and prints a table. The numbers
 * depend on the machine and on what else it does; tests never look at them.
 */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { ensureChromium } from "./lib/chromium.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { sayError, step } from "./lib/log.mjs";
import { cache, root } from "./lib/paths.mjs";
import { run } from "./lib/run.mjs";
import { ensureServer } from "./lib/vscode-server.mjs";

const help = `Usage: npm run bench:view [-- options]

Measures the training view in VS Code and prints what was claimed of it beside the numbers.

  --minutes N  how long memory is watched while a network trains (default 0.5; the claim is about 10)
  --clicks N   how many steps are taken by hand (default 60)
  --help       show this`;

/** @param {string} name @param {string} text */
function positive(name, text) {
  const number = Number(text);
  if (!(number > 0)) throw new Error(`--${name} ${text} is not a number above 0.`);
  return number;
}

/**
 * The scripts find the repository by where they lie, so they must not be bundled.
 * @type {import("esbuild").Plugin}
 */
const scriptsAsTheyAre = {
  name: "scripts-as-they-are",
  setup: (build) => {
    build.onResolve({ filter: /\/scripts\// }, ({ path, resolveDir }) => ({
      path: pathToFileURL(join(resolveDir, path)).href,
      external: true,
    }));
  },
};

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
  await ensureDependencies();
  await ensureServer();
  await ensureChromium();
  await step("Packaging the extension", () =>
    run(process.execPath, [join(root, "scripts", "package.mjs")], { cwd: root, output: "capture" }),
  );
  const outfile = join(cache, `bench-view-${process.pid}.mjs`);
  await esbuild.build({
    entryPoints: [join(root, "bench", "view", "main.ts")],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    plugins: [scriptsAsTheyAre],
    logLevel: "error",
  });
  try {
    const { benchView } = await import(pathToFileURL(outfile).href);
    console.log(await benchView({ ...options, vsix: join(root, "dist", "unboxed.vsix") }));
  } finally {
    await rm(outfile, { force: true });
  }
}

try {
  await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
