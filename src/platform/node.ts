import { createReadStream } from "node:fs";
import { realpath } from "node:fs/promises";
import { Uri, workspace } from "vscode";
import { chunkBytes } from "../spec/data-file.ts";
import { chunksInMemory } from "./chunks.ts";
import { startThread } from "./node-thread.ts";
import type { Platform } from "./platform.ts";

/** The Node extension host: worker threads, and a file system with links. */
export const platform: Platform = {
  host: "Node",

  workersFrom: (dist) => async () => startThread(Uri.joinPath(dist, "worker.node.js").fsPath),

  realUri: async (uri) => {
    if (uri.scheme === "file") return Uri.file(await realpath(uri.fsPath));
    await workspace.fs.stat(uri);
    return uri;
  },

  // VS Code's own file system gives only whole files, by way of another process.
  chunksOf: (uri) =>
    uri.scheme === "file" ? createReadStream(uri.fsPath, { highWaterMark: chunkBytes }) : chunksInMemory(uri),
};
