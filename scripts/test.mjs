// @ts-check
/**
 * `npm test`: installs what the tests need, builds and packages the extension, checks types and style,
 * and runs every test. Arguments go to Vitest: `npm test -- --project unit`.
 */
import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import { ensureChromium } from "./lib/chromium.mjs";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { sayError, step } from "./lib/log.mjs";
import { cache, root } from "./lib/paths.mjs";
import { npm, run } from "./lib/run.mjs";
import { ensureServer } from "./lib/vscode-server.mjs";

const results = join(cache, "test-results.json");

/** Runs Vitest and returns how many tests passed and failed; a file that cannot be run counts as one failure. */
async function runTests() {
  await rm(results, { force: true });
  const vitest = join(root, "node_modules", "vitest", "vitest.mjs");
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${results}`];
  const outcome = run(process.execPath, [vitest, "run", ...reporters, ...process.argv.slice(2)], { cwd: root });
  const endedWell = await outcome.then(
    () => true,
    () => false,
  );
  const { numPassedTests, numFailedTests, testResults } = JSON.parse(await readFile(results, "utf8"));
  const broken = testResults.filter(
    (/** @type {{ status: string, assertionResults: unknown[] }} */ { status, assertionResults }) =>
      status === "failed" && assertionResults.length === 0,
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: endedWell ? failed : Math.max(failed, 1) };
}

try {
  await ensureDependencies();
  await ensureServer();
  await ensureChromium();
  await step("Packaging the extension", () =>
    run(process.execPath, [join(root, "scripts", "package.mjs")], { cwd: root, output: "capture" }),
  );
  await step("Checking types and style", () => npm(["run", "check"], { cwd: root, output: "capture" }));
  const { passed, failed } = await runTests();
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
} catch (error) {
  sayError(error);
  console.log("0 passed, 1 failed");
  process.exitCode = 1;
}
