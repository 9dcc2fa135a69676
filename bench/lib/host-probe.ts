import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

/** How often a reading is looked for, and for how long, in milliseconds. */
const interval = 50;
const patience = 30_000;

/** What every probe does: it answers a request file with a reading file. */
const answering = `
const { existsSync, readFileSync, renameSync, writeFileSync } = require("node:fs");
const { join } = require("node:path");
exports.activate = () => {
  const read = begin();
  let last = "";
  setInterval(() => {
    const path = join(__dirname, "request");
    if (!existsSync(path)) return;
    const text = readFileSync(path, "utf8");
    if (text === last) return;
    last = text;
    const { id, request } = JSON.parse(text);
    writeFileSync(join(__dirname, "unfinished"), JSON.stringify({ id, reading: read(request) }));
    renameSync(join(__dirname, "unfinished"), join(__dirname, "reading"));
  }, ${interval});
};
`;

/**
 * Writes an extension of its own into a folder, from which a workbench can be told to load it: it runs in the extension
 * host beside ours, and reads there what it is asked for.
 * @param source plain JavaScript with a function `begin`, which is called once and returns what is to be called with
 *   each request, and returns a reading
 * @returns asks for a reading
 */
export function writeProbe<Request, Reading>(folder: string, source: string): (request: Request) => Promise<Reading> {
  mkdirSync(folder, { recursive: true });
  const manifest = {
    publisher: "unboxed",
    name: "probe",
    version: "0.0.0",
    engines: { vscode: "^1.100.0" },
    main: "./probe.js",
    activationEvents: ["*"],
  };
  writeFileSync(join(folder, "package.json"), JSON.stringify(manifest));
  writeFileSync(join(folder, "probe.js"), source + answering);
  let requests = 0;
  return async (request) => {
    const id = ++requests;
    writeFileSync(join(folder, "unfinished-request"), JSON.stringify({ id, request }));
    renameSync(join(folder, "unfinished-request"), join(folder, "request"));
    for (let waited = 0; waited < patience; waited += interval) {
      await sleep(interval);
      const file = join(folder, "reading");
      if (!existsSync(file)) continue;
      const answer = JSON.parse(readFileSync(file, "utf8")) as { id: number; reading: Reading };
      if (answer.id === id) return answer.reading;
    }
    throw new Error("The extension host gave no reading");
  };
}
