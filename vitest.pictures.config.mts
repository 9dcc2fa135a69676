import { defineConfig } from "vitest/config";
import { kernelsInTests } from "./scripts/lib/kernels.mjs";

/** `npm run pictures`: takes the pictures that the documentation shows, and others to be looked at. */
// biome-ignore lint/style/noDefaultExport: Vitest reads its settings from a default export
export default defineConfig({
  plugins: [kernelsInTests],
  test: {
    include: ["test/**/*.pictures.ts"],
    testTimeout: 900_000,
    hookTimeout: 180_000,
    fileParallelism: false,
  },
});
