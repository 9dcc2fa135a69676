import { chunksInMemory } from "../../../../src/platform/chunks.ts";
import type { Platform } from "../../../../src/platform/platform.ts";
import { startInlineWorker } from "../../../../src/run/inline-worker.ts";

/** Workers that do without a thread. */
export const startWorker = async () => startInlineWorker();

/** What both hosts can do. */
export const platform: Platform = {
  host: "Node",
  workersFrom: () => startWorker,
  realUri: async (uri) => uri,
  chunksOf: chunksInMemory,
};
