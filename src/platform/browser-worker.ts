import { serveRuns } from "../run/worker.ts";

// The entry of the Blob worker that the web extension host starts.
serveRuns({
  post: (message) => postMessage(message),
  listen: (listener) => addEventListener("message", ({ data }) => listener(data)),
});
