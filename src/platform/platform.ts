import type { Uri } from "vscode";
import type { StartWorker } from "../run/run-worker.ts";
import type { Chunks } from "../spec/data-file.ts";

/** The few things that the Node and the web extension host do differently. */
export interface Platform {
  /** Which of the two it is, for the log. */
  readonly host: "Node" | "web";
  /** How runs get their worker. `dist` is the folder that the extension's bundles lie in. */
  readonly workersFrom: (dist: Uri) => StartWorker;
  /** Where a file really is, behind links; rejects where nothing is, or where that can't be found out. */
  readonly realUri: (uri: Uri) => Promise<Uri>;
  /** The bytes of a file, a piece after the other; they are read as they are asked for, where the file system can. */
  readonly chunksOf: (uri: Uri) => Chunks;
}
