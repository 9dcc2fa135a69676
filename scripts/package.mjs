// @ts-check
/** Builds the extension and packages it as dist/unboxed.vsix. */
import { rm, stat } from "node:fs/promises";
import { createVSIX } from "@vscode/vsce";
import "./build.mjs";

const packagePath = "dist/unboxed.vsix";
await rm(packagePath, { force: true });
await createVSIX({ packagePath, dependencies: false });
const { size } = await stat(packagePath);
console.log(`${packagePath}: ${Math.round(size / 1024)} kB`);
