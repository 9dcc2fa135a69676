// @ts-check
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import esbuild from "esbuild";
import { ensureChromium } from "./chromium.mjs";
import { ensureDependencies } from "./dependencies.mjs";
import { kernels } from "./kernels.mjs";
import { step } from "./log.mjs";
import { cache, root } from "./paths.mjs";
import { run } from "./run.mjs";
import { ensureServer } from "./vscode-server.mjs";

/**
 * Packages the extension and loads what measures it in VS Code.
 * @param {string} name the folder within bench
 * @returns {Promise<{ module: any, vsix: string }>} what its main.ts exports, and the extension to be measured
 */
export async function loadBench(name) {
  await ensureDependencies();
  await ensureServer();
  await ensureChromium();
  await step("Packaging the extension", () =>
    run(process.execPath, [join(root, "scripts", "package.mjs")], { cwd: root, output: "capture" }),
  );
  const outfile = join(cache, `bench-${name}-${process.pid}.mjs`);
  try {
    await bundle(join(root, "bench", name, "main.ts"), outfile);
    const module = await import(pathToFileURL(outfile).href);
    return { module, vsix: join(root, "dist", "unboxed.vsix") };
  } finally {
    await rm(outfile, { force: true });
  }
}

/**
 * Bundles a module so that Node can run it; packages are looked for from where it comes to lie.
 * @param {string} entry @param {string} outfile
 */
export async function bundle(entry, outfile) {
  await esbuild.build({
    entryPoints: [entry],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    packages: "external",
    plugins: [scriptsAsTheyAre, kernels],
    logLevel: "error",
  });
}

/**
 * A number that was given as an option.
 * @param {string} name @param {string} text
 */
export function positive(name, text) {
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
