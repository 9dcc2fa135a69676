import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";
import { kernelsInTests } from "./scripts/lib/kernels.mjs";

/**
 * One project for each kind of test; `vitest run --project unit` runs one. A busy machine can swallow a key press or a
 * click in a browser; what fails twice is broken.
 */
// biome-ignore lint/style/noDefaultExport: Vitest reads its settings from a default export
export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      // Nothing of a file lives on in another, so all may share their modules: loading them takes as long as the tests.
      {
        plugins: [kernelsInTests],
        test: { name: "unit", include: ["test/unit/**/*.test.ts"], testTimeout: 30_000, isolate: false },
      },
      {
        plugins: [kernelsInTests],
        test: { name: "reference", include: ["test/reference/**/*.test.ts"], isolate: false },
      },
      {
        plugins: [kernelsInTests],
        test: {
          name: "page",
          include: ["test/page/**/*.test.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 15_000 } },
          retry: 1,
        },
      },
      {
        plugins: [kernelsInTests],
        test: {
          name: "vscode",
          include: ["test/vscode/**/*.test.ts"],
          testTimeout: 300_000,
          hookTimeout: 180_000,
          // After all others: two windows are enough for a machine.
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          retry: 1,
        },
      },
    ],
  },
});
