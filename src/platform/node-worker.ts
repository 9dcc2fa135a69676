import { MessagePort, workerData } from "node:worker_threads";
import { chooseEngine } from "../kernels/choose-engine.ts";
import { workerSlice } from "../run/pace.ts";
import { serve } from "../run/worker.ts";

// The entry of the worker thread that the Node extension host starts, and gives a port.
const port: unknown = workerData;
if (!(port instanceof MessagePort)) throw new Error("This file is a worker thread's; it is not run by itself");
const host = serve(
  {
    post: (message) => port.postMessage(message),
    listen: (listener) => port.on("message", listener),
  },
  // Rest not by a message to oneself: Node delivers a thousand of those before it looks at anything else.
  { slice: workerSlice, rest: () => new Promise((resolve) => setImmediate(resolve)) },
  chooseEngine,
);
port.on("close", () => host.close("Nobody listens any more"));
