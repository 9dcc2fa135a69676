// @ts-check
/**
 * Builds everything that ships into dist/: `node scripts/build.mjs [--watch] [target …]`,
 * all targets unless some are named.
 */
import { mkdir } from "node:fs/promises";
import { parseArgs } from "node:util";
import esbuild from "esbuild";
import { drawIcon } from "./lib/icon.mjs";
import { kernels } from "./lib/kernels.mjs";
import { writeSchema } from "./lib/schema.mjs";

/** @type {import("esbuild").BuildOptions} */
const common = {
  bundle: true,
  minify: true,
  sourcemap: "linked",
  sourcesContent: false,
  target: "es2022",
  logLevel: "info",
  legalComments: "eof",
  // jsonc-parser's main entry loads its parts in a way that no bundler can follow; its module entry does not.
  mainFields: ["browser", "module", "main"],
  plugins: [kernels],
};

/** @type {Record<string, import("esbuild").BuildOptions>} */
const targets = {
  node: {
    entryPoints: { "extension.node": "src/extension.ts" },
    platform: "node",
    mainFields: ["module", "main"],
    format: "cjs",
    external: ["vscode"],
  },
  browser: {
    entryPoints: { "extension.browser": "src/extension.ts" },
    platform: "browser",
    format: "cjs",
    external: ["vscode"],
  },
  nodeWorker: { entryPoints: { "worker.node": "src/platform/node-worker.ts" }, platform: "node", format: "cjs" },
  // A classic script: the web extension host starts workers with importScripts.
  browserWorker: {
    entryPoints: { "worker.browser": "src/platform/browser-worker.ts" },
    platform: "browser",
    format: "iife",
  },
  webview: {
    entryPoints: { webview: "webview/main.tsx" },
    platform: "browser",
    format: "iife",
    jsx: "automatic",
    jsxImportSource: "preact",
  },
  styles: { entryPoints: { webview: "webview/styles.css" } },
  cli: {
    entryPoints: { cli: "src/cli.ts" },
    platform: "node",
    mainFields: ["module", "main"],
    format: "cjs",
  },
};

const { values, positionals } = parseArgs({ options: { watch: { type: "boolean" } }, allowPositionals: true });
const unknown = positionals.filter((name) => !(name in targets));
if (unknown.length > 0)
  throw new Error(`No target ${unknown.join(", ")}; there are ${Object.keys(targets).join(", ")}`);

const wanted = positionals.length > 0 ? positionals : Object.keys(targets);
const contexts = await Promise.all(
  wanted.map((name) => esbuild.context({ ...common, ...targets[name], outdir: "dist" })),
);
await mkdir("dist", { recursive: true });
if (positionals.length === 0) await Promise.all([drawIcon(), writeSchema()]);
if (values.watch) {
  await Promise.all(contexts.map((context) => context.watch()));
} else {
  await Promise.all(contexts.map((context) => context.rebuild()));
  await Promise.all(contexts.map((context) => context.dispose()));
}
