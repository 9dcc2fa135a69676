#!/usr/bin/env node
// @ts-check
/** The command `unboxed`: runs dist/cli.js, and in a fresh clone builds it first. */
import { existsSync } from "node:fs";
import { join } from "node:path";
import { ensureDependencies } from "../scripts/lib/dependencies.mjs";
import { sayError, step } from "../scripts/lib/log.mjs";
import { root } from "../scripts/lib/paths.mjs";
import { run } from "../scripts/lib/run.mjs";

const cli = join(root, "dist", "cli.js");

try {
  if (!existsSync(cli)) {
    await ensureDependencies();
    const build = join(root, "scripts", "build.mjs");
    await step("Building the command line", () =>
      run(process.execPath, [build, "cli"], { cwd: root, output: "capture" }),
    );
  }
  await import(cli);
} catch (error) {
  sayError(error);
  process.exitCode = 2;
}
