import { FileSystemError, Uri, workspace } from "vscode";
import type { Platform } from "../platform/platform.ts";
import { type DataAccess, type DataFile, type FileState, openDataWith } from "../spec/data-file.ts";
import { fileNameOf, folderOf } from "./language.ts";
import { readingWithProgress } from "./reading-progress.ts";

/** Opens the data files that the spec at `spec` names: from its workspace folder, or its own where there is none. */
export function dataFilesFor(spec: Uri, { realUri, chunksOf }: Platform): DataAccess["open"] {
  const folder = folderOf(spec);
  if (!folder) return async (path) => Promise.reject(new Error(`${path} cannot be found: save this spec beside it`));
  const root = workspace.getWorkspaceFolder(spec)?.uri ?? folder;
  return openDataWith((path): DataFile => {
    const file = Uri.joinPath(folder, path);
    return {
      isInside: isRelative(path) && isInside(root, file),
      isReallyInside: () => explained(async () => isInside(await realUri(root), await realUri(file))),
      state: () => explained(async () => stateOf(file)),
      chunks: ({ size }) => readingWithProgress(fileNameOf(file), size, chunksOf(file)),
    };
  });
}

async function stateOf(file: Uri): Promise<FileState> {
  const { size, mtime } = await workspace.fs.stat(file);
  return { size, version: `${file} ${size} ${mtime}` };
}

/** Whether kept data was made from a file: the key it has begins with the file's version. */
export function isMadeFrom(key: string, file: Uri): boolean {
  return key.startsWith(`["${file} `);
}

function isRelative(path: string): boolean {
  return !path.startsWith("/") && !path.startsWith("\\") && !/^[a-z][a-z0-9+.-]*:/i.test(path);
}

function isInside(folder: Uri, file: Uri): boolean {
  const prefix = folder.path.endsWith("/") ? folder.path : `${folder.path}/`;
  return `${file.path}/`.startsWith(prefix);
}

/** Says in words what the file system's errors mean. */
async function explained<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = (error as { code?: string }).code;
    if (code === "ENOENT" || (error instanceof FileSystemError && code === "FileNotFound")) {
      throw new Error("there is no such file");
    }
    throw error;
  }
}
