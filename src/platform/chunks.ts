import { type Uri, workspace } from "vscode";
import { chunksOf } from "../spec/data-file.ts";

/** The pieces of a file that VS Code reads as a whole. */
export async function* chunksInMemory(uri: Uri): AsyncGenerator<Uint8Array> {
  yield* chunksOf(await workspace.fs.readFile(uri));
}
