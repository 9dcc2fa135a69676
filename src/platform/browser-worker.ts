import { serveRuns } from "../run/worker.ts";

// The entry of the Blob worker that the web extension host starts.
const { port1, port2 } = new MessageChannel();
serveRuns(
  {
    post: (message) => postMessage(message),
    listen: (listener) => addEventListener("message", ({ data }) => listener(data)),
  },
  // A message to oneself comes back at once, where browsers stretch a timer of no time to four milliseconds.
  () =>
    new Promise((resolve) => {
      port1.onmessage = () => resolve();
      port2.postMessage(null);
    }),
);
