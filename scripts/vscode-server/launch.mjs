// @ts-check
// Runs the server whose main module is the first argument, as long as the script that started it
// lives: however that one ends, its end of the pipe to stdin closes, and then this process and all
// that it started end too. It leads a process group of its own for that.
import { pathToFileURL } from "node:url";

process.stdin.on("close", () => process.kill(-process.pid, "SIGKILL")).resume();

// The server reads its own arguments as if it had been started directly.
process.argv.splice(1, 1);
await import(pathToFileURL(/** @type {string} */ (process.argv[1])).href);
