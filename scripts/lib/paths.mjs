// @ts-check
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** What the scripts keep between runs. Git ignores it, and it can be deleted at any time. */
export const cache = join(root, ".cache");
