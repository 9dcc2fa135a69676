import { parentPort } from "node:worker_threads";
import { serveRuns } from "../run/worker.ts";

// The entry of the worker thread that the Node extension host starts.
const host = parentPort;
if (!host) throw new Error("This file is a worker thread's; it is not run by itself");
serveRuns(
  {
    post: (message) => host.postMessage(message),
    listen: (listener) => host.on("message", listener),
  },
  // Not a message to oneself: Node delivers a thousand of those before it looks at anything else.
  () => new Promise((resolve) => setImmediate(resolve)),
);
