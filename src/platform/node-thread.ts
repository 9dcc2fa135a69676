import { MessageChannel, Worker } from "node:worker_threads";
import type { RunWorker } from "../run/run-worker.ts";

/** Milliseconds in which a thread must have come to its end by itself. */
const patience = 5000;

/** Starts a worker thread that serves runs. `file` is the path of its bundle. */
export function startThread(file: string): RunWorker {
  const { port1: ours, port2: theirs } = new MessageChannel();
  const thread = new Worker(file, { workerData: theirs, transferList: [theirs] });
  let isEnding = false;
  return {
    port: {
      post: (message) => ours.postMessage(message),
      listen: (listener) => ours.on("message", listener),
    },
    onDeath: (listener) => {
      thread.on("error", (error) => listener(error.message));
      thread.on("exit", (code) => {
        if (!isEnding) listener(`its worker ended unexpectedly (exit code ${code})`);
      });
    },
    end: () => {
      if (isEnding) return;
      isEnding = true;
      // Node may abort its whole process where a thread is terminated whose code is still being compiled. Without a
      // port a thread has nothing left to do after its slice, and waits for its compilers.
      ours.close();
      const timer = setTimeout(() => void thread.terminate(), patience).unref();
      thread.once("exit", () => clearTimeout(timer));
    },
  };
}
