import { CliError, usage } from "./cli/arguments.ts";
import { check } from "./cli/check.ts";
import { step } from "./cli/step.ts";
import { train } from "./cli/train.ts";

/** The verbs of the command line; each takes its own arguments and returns the exit status. */
const verbs: Readonly<Record<string, (args: string[]) => Promise<number>>> = { train, step, check };

async function main([verb, ...args]: string[]): Promise<number> {
  if (verb === undefined || verb === "help" || [verb, ...args].some((word) => word === "--help" || word === "-h")) {
    console.log(usage);
    return verb === undefined ? 2 : 0;
  }
  if (!Object.hasOwn(verbs, verb))
    throw new CliError(`Unknown command "${verb}"; there are ${Object.keys(verbs).join(", ")}`);
  return verbs[verb](args);
}

// A reader that has seen enough (head, less) is no error.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof CliError)) throw error;
    console.error(`unboxed: ${error.message}`);
    process.exitCode = error.status;
  },
);
