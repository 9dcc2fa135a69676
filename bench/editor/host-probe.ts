import { writeProbe } from "../lib/host-probe.ts";

/** What an extension beside ours sees of the extension host that both run in. All times are in milliseconds. */
export interface HostReading {
  /** Whether ours was loaded; what that and its `activate` took of the processor; null before. */
  readonly activation: { readonly load: number; readonly activate: number } | null;
  /** The most that the host's thread worked without a pause, since the reading before: time of the processor. */
  readonly longestStretch: number;
  /** For each edit since then that changed the mistakes of the text: from the edit until they were there. */
  readonly diagnostics: readonly number[];
  /** For each edit, where they were asked for: until the lenses and hints of the new text were there. */
  readonly lenses: readonly number[];
  readonly hints: readonly number[];
}

/** What the extension is to do until the next reading. */
export interface ProbeRequest {
  /** The name of the file that is typed in. */
  readonly file: string;
  /** Whether to ask for lenses and hints after each edit. */
  readonly asks: boolean;
}

/**
 * On Linux it reads how long the thread has had a processor, so that other programs that want one do not count.
 */
const source = `
const { openSync, readSync } = require("node:fs");
const Module = require("node:module");
const { commands, languages, Range, window, workspace } = require("vscode");

const worked = (() => {
  if (process.platform !== "linux") return () => performance.now();
  // The first number is how long the thread has run, in nanoseconds.
  const [file, buffer] = [openSync("/proc/self/schedstat", "r"), Buffer.alloc(64)];
  return () => parseInt(buffer.toString("latin1", 0, readSync(file, buffer, 0, 64, 0)), 10) / 1e6;
})();

let activation = null;
const load = Module._extensions[".js"];
Module._extensions[".js"] = (module, file) => {
  if (!file.endsWith("extension.node.js")) return load(module, file);
  const before = worked();
  load(module, file);
  activation = { load: worked() - before, activate: 0 };
  const { activate } = module.exports;
  module.exports = {
    activate: (context) => {
      const before = worked();
      activate(context);
      activation.activate = worked() - before;
    },
  };
};

let request = { file: "", asks: false };
let reading = {};
const beginAnew = () => {
  reading = { longestStretch: 0, diagnostics: [], lenses: [], hints: [] };
};
beginAnew();

// From one of these to the next the thread works at one piece of work at most, beside what is short.
let before = worked();
setInterval(() => {
  const now = worked();
  reading.longestStretch = Math.max(reading.longestStretch, now - before);
  before = now;
}, 1);

let edit = null;
const countOf = (uri) => languages.getDiagnostics(uri).length;
setInterval(() => {
  if (!edit || countOf(edit.uri) === edit.count) return;
  reading.diagnostics.push(performance.now() - edit.at);
  edit = null;
}, 2);
workspace.onDidChangeTextDocument(({ document: { uri }, contentChanges }) => {
  if (contentChanges.length === 0 || !uri.path.endsWith("/" + request.file)) return;
  const at = performance.now();
  edit = { uri, at, count: countOf(uri) };
  if (!request.asks) return;
  const [seen] = window.visibleTextEditors.find(({ document }) => document.uri.path === uri.path)?.visibleRanges ?? [];
  const timed = (times) => () => void times.push(performance.now() - at);
  commands.executeCommand("vscode.executeCodeLensProvider", uri).then(timed(reading.lenses));
  commands.executeCommand("vscode.executeInlayHintProvider", uri, seen).then(timed(reading.hints));
});

const begin = () => (next) => {
  request = next;
  const seen = { activation, ...reading };
  beginAnew();
  return seen;
};
`;

/** Reads what the extension has seen, and tells it what to do from now on. */
export type ReadHost = (next: ProbeRequest) => Promise<HostReading>;

/** Writes the extension into a folder. */
export function writeHostProbe(folder: string): ReadHost {
  return writeProbe<ProbeRequest, HostReading>(folder, source);
}
