import { chooseEngine } from "../kernels/choose-engine.ts";
import { workerSlice } from "../run/pace.ts";
import { serve } from "../run/worker.ts";

// The entry of the Blob worker that the web extension host starts.
const { port1, port2 } = new MessageChannel();
serve(
  {
    post: (message) => postMessage(message),
    listen: (listener) => addEventListener("message", ({ data }) => listener(data)),
  },
  // Rest by a message to oneself: it comes back at once, where browsers stretch a timer of no time to four milliseconds.
  {
    slice: workerSlice,
    rest: () =>
      new Promise((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(null);
      }),
  },
  chooseEngine,
);
