import { version } from "../package.json";
import { CliError, type Verb } from "./cli/arguments.ts";
import { check } from "./cli/check.ts";
import { init } from "./cli/init.ts";
import { predict } from "./cli/predict.ts";
import { printable } from "./cli/printable.ts";
import { reasonOf } from "./cli/reasons.ts";
import { step } from "./cli/step.ts";
import { train } from "./cli/train.ts";

/** The verbs of the command line. */
const verbs: Readonly<Record<string, Verb>> = { train, step, check, predict, init };

/** What `unboxed --help` says. */
const usage = `Usage: unboxed COMMAND …

Trains the networks of .nn.json files and shows every number.

Commands:
${Object.entries(verbs)
  .map(([name, { synopsis, summary }]) => `  ${name} ${synopsis}\n      ${summary}`)
  .join("\n")}

unboxed COMMAND --help tells all about one of them, and so does unboxed help COMMAND. --json prints the same
for scripts, with "Infinity", "-Infinity" and "NaN" for what is no finite number, and null for what does not apply.
unboxed --version prints the version.

Exit status: 0 all is well; 1 a spec has errors, something does not hold, or training failed; 2 a file cannot
be read or written, or the arguments make no sense.`;

/** What `unboxed VERB --help` says. */
function verbUsage(name: string, { synopsis, summary, help }: Verb): string {
  return `Usage: unboxed ${name} ${synopsis}\n\n${summary}\n\n${help}`;
}

async function main([word, ...args]: string[]): Promise<number> {
  if (word === "help" && args.length > 0) return main([args[0], "--help"]);
  if (word === undefined || word === "help" || isHelp(word)) {
    console.log(usage);
    return word === undefined ? 2 : 0;
  }
  if (word === "--version") {
    console.log(version);
    return 0;
  }
  if (!Object.hasOwn(verbs, word)) {
    throw new CliError(`Unknown command "${word}"; there are ${Object.keys(verbs).join(", ")}`);
  }
  if (args.some(isHelp)) {
    console.log(verbUsage(word, verbs[word]));
    return 0;
  }
  return verbs[word].run(args);
}

function isHelp(word: string): boolean {
  return word === "--help" || word === "-h";
}

// A reader that has seen enough (head, less) is no error, unlike a full disk.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  console.error(`unboxed: the output cannot be written: ${reasonOf(error, "writing")}`);
  process.exit(2);
});

main(process.argv.slice(2)).then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof CliError)) throw error;
    console.error(`unboxed: ${printable(error.message)}`);
    process.exitCode = error.status;
  },
);
