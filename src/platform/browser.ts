import { FileType, Uri, workspace } from "vscode";
import { chunksInMemory } from "./chunks.ts";
import type { Platform } from "./platform.ts";

/** The web extension host: Blob workers, and whatever file system the workspace has. */
export const platform: Platform = {
  host: "web",

  workersFrom: (dist) => async () => {
    // A worker must come from the page's own origin, which the extension's files do not.
    const script = await workspace.fs.readFile(Uri.joinPath(dist, "worker.browser.js"));
    const address = URL.createObjectURL(new Blob([new Uint8Array(script)], { type: "text/javascript" }));
    const worker = new Worker(address);
    return {
      port: {
        post: (message) => worker.postMessage(message),
        listen: (listener) => {
          worker.onmessage = ({ data }) => listener(data);
        },
      },
      onDeath: (listener) => {
        worker.onerror = ({ message }) => listener(message || "its worker could not be run");
      },
      end: () => {
        worker.terminate();
        URL.revokeObjectURL(address);
      },
    };
  },

  // No call tells where a link leads, so none is followed on the way from the workspace to a file.
  realUri: async (uri) => {
    const root = workspace.getWorkspaceFolder(uri)?.uri ?? Uri.joinPath(uri, "..");
    for (let place = uri; place.path.length > root.path.length; place = Uri.joinPath(place, "..")) {
      const { type } = await workspace.fs.stat(place);
      if (type & FileType.SymbolicLink) throw new Error("a link is on its way, and links are not followed here");
    }
    return uri;
  },

  chunksOf: chunksInMemory,
};
