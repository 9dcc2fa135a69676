/** What the file system's common error codes mean. */
const reasons = {
  reading: {
    ENOENT: "there is no such file",
    EACCES: "reading it is not permitted",
    EISDIR: "it is a folder",
  },
  writing: {
    EEXIST: "it is there already, and nothing is overwritten; give another name",
    ENOENT: "there is no such folder",
    EACCES: "writing there is not permitted",
    EROFS: "writing there is not permitted",
    ENOSPC: "there is no space left",
  },
} satisfies Record<string, Record<string, string>>;

/** Why a file cannot be read or written. */
export function reasonOf(error: NodeJS.ErrnoException, doing: keyof typeof reasons = "reading"): string {
  const known: Readonly<Record<string, string>> = reasons[doing];
  return known[error.code ?? ""] ?? error.message;
}
