import { realpath } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import { Uri, workspace } from "vscode";
import type { Platform } from "./platform.ts";

/** The Node extension host: worker threads, and a file system with links. */
export const platform: Platform = {
  workersFrom: (dist) => async () => {
    const worker = new Worker(Uri.joinPath(dist, "worker.node.js").fsPath);
    let isEnding = false;
    return {
      port: {
        post: (message) => worker.postMessage(message),
        listen: (listener) => worker.on("message", listener),
      },
      onDeath: (listener) => {
        worker.on("error", (error) => listener(error.message));
        worker.on("exit", (code) => {
          if (!isEnding) listener(`its process ended unexpectedly (exit code ${code})`);
        });
      },
      end: () => {
        isEnding = true;
        void worker.terminate();
      },
    };
  },

  realUri: async (uri) => {
    if (uri.scheme === "file") return Uri.file(await realpath(uri.fsPath));
    await workspace.fs.stat(uri);
    return uri;
  },
};
