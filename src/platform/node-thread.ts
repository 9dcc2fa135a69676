import { Worker } from "node:worker_threads";
import type { RunWorker } from "../run/run-worker.ts";

/** Starts a worker thread that serves runs. `file` is the path of its bundle. */
export function startThread(file: string): RunWorker {
  const thread = new Worker(file);
  let isEnding = false;
  return {
    port: {
      post: (message) => thread.postMessage(message),
      listen: (listener) => thread.on("message", listener),
    },
    onDeath: (listener) => {
      thread.on("error", (error) => listener(error.message));
      thread.on("exit", (code) => {
        if (!isEnding) listener(`its worker ended unexpectedly (exit code ${code})`);
      });
    },
    end: () => {
      isEnding = true;
      void thread.terminate();
    },
  };
}
