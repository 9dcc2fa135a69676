// @ts-check
import { existsSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { ensureDependencies } from "./lib/dependencies.mjs";
import { withLock } from "./lib/lock.mjs";
import { say, sayError, step } from "./lib/log.mjs";
import { cache, root } from "./lib/paths.mjs";
import { findCommand, run } from "./lib/run.mjs";
import { ensureServer, startServer, workbenchUrl } from "./lib/vscode-server.mjs";

const help = `Usage: npm start [-- options]

Packages the extension and opens the examples with it: in VS Code if its command
\`code\` is there, otherwise in a VS Code that is used in a browser.

  --port N     the port for the browser (default 8790; the next free one if taken)
  --no-open    install only, open no window (with \`code\`)
  --help       show this`;

const examples = join(root, "examples");
const firstExample = join(examples, "chain.nn.json");
const vsix = join(root, "dist", "unboxed.vsix");

/** Does what the command line asks for. */
async function main() {
  const { values } = parseArgs({
    options: {
      port: { type: "string", default: "8790" },
      "no-open": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });
  if (values.help) {
    console.log(help);
    return;
  }
  const port = readPort(values.port);
  await ensureDependencies();
  await step("Packaging the extension", () =>
    run(process.execPath, [join(root, "scripts", "package.mjs")], { cwd: root, output: "capture" }),
  );
  const code = findCommand("code");
  if (!(code && (await openInVsCode(code, !values["no-open"])))) await serve(port);
}

/** @param {string} text */
function readPort(text) {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 1 || port > 65_435) throw new Error(`--port ${text} is not a usable port.`);
  return port;
}

/**
 * Installs the extension into the VS Code of this machine and opens the examples there.
 *
 * @param {string} code the command
 * @param {boolean} open
 * @returns {Promise<boolean>} whether it worked; if not, the reason has been said
 */
async function openInVsCode(code, open) {
  try {
    await step("Installing the extension into VS Code", () =>
      run(code, ["--install-extension", vsix, "--force"], { output: "capture" }),
    );
    if (open) await run(code, [examples, firstExample], { output: "capture" });
    console.log(open ? "Unboxed is open in VS Code." : "Unboxed is installed in VS Code.");
    return true;
  } catch (error) {
    sayError(error);
    say("This VS Code would not take it, so it comes in a browser instead.");
    return false;
  }
}

/**
 * Serves VS Code with the examples open until it is told to stop.
 * @param {number} port
 */
async function serve(port) {
  await ensureServer();
  // Two of these share the settings and the installed extension.
  const server = await withLock("start", () =>
    step("Starting VS Code for the browser", () =>
      startServer({ workspace: examples, vsix, port, scratch: join(cache, "start") }),
    ),
  );
  let told = false;
  for (const signal of /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"])) {
    process.once(signal, () => {
      told = true;
      void server.stop();
    });
  }
  say("\nVS Code is running until you press Ctrl+C here. Open this address in Chrome, Edge or Firefox:\n");
  console.log(workbenchUrl(server, existsSync(firstExample) ? firstExample : undefined));
  await server.ended;
  if (!told) throw new Error(`VS Code has ended by itself. What it said is in ${server.log}.`);
}

try {
  await main();
} catch (error) {
  sayError(error);
  process.exitCode = 1;
}
