import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { trainingPage } from "../../../src/panel/html.ts";

/** A server for the page, as built, under the content security policy that it ships with. */
export interface PageServer {
  readonly address: string;
  readonly close: () => Promise<void>;
}

const dist = new URL("../../../dist/", import.meta.url);
const types: Readonly<Record<string, string>> = { "/webview.js": "text/javascript", "/webview.css": "text/css" };

/** Serves the page on this machine only. */
export async function servePage(): Promise<PageServer> {
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const type = types[path];
    if (type) {
      response.setHeader("Content-Type", `${type}; charset=utf-8`);
      response.end(await readFile(new URL(path.slice(1), dist)));
    } else if (path === "/") {
      response.setHeader("Content-Type", "text/html; charset=utf-8");
      response.end(page());
    } else {
      response.statusCode = path === "/favicon.ico" ? 204 : 404;
      response.end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  function page(): string {
    return trainingPage({
      scriptUri: `${address}/webview.js`,
      styleUri: `${address}/webview.css`,
      cspSource: address,
      nonce: "a0b1c2d3e4f5",
      title: "chain.nn.json",
    });
  }

  return {
    address,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
