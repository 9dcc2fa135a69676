import { FileSystemError, Uri, workspace } from "vscode";
import type { Platform } from "../platform/platform.ts";
import type { ReadData } from "../spec/columns.ts";
import { type DataFile, readDataWith } from "../spec/data-file.ts";
import { folderOf } from "./language.ts";

/** Reads the data files that the spec at `spec` names: from its workspace folder, or its own where there is none. */
export function dataReaderFor(spec: Uri, { realUri }: Platform): ReadData {
  const folder = folderOf(spec);
  if (!folder) return async (path) => Promise.reject(new Error(`${path} cannot be found: save this spec beside it`));
  const root = workspace.getWorkspaceFolder(spec)?.uri ?? folder;
  return readDataWith((path): DataFile => {
    const file = Uri.joinPath(folder, path);
    return {
      isInside: isRelative(path) && isInside(root, file),
      isReallyInside: () => explained(async () => isInside(await realUri(root), await realUri(file))),
      size: () => explained(async () => (await workspace.fs.stat(file)).size),
      text: () => explained(async () => new TextDecoder().decode(await workspace.fs.readFile(file))),
    };
  });
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
