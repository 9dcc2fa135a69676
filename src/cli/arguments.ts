import { type ParseArgsConfig, parseArgs } from "node:util";

/** What `--help` says. */
export const usage = `Usage: unboxed COMMAND FILE [options]

Trains the networks of .nn.json files and shows every number.

Commands:
  train FILE [--steps N | --epochs N] [--json]
      Trains to the end of the spec's epochs, or for N steps or epochs.
      --json: { "state", "step", "epoch", "loss", "batchLoss", "testLoss", "accuracy",
                "layers": [{ "name", "activation", "weights": [[…]], "biases": […] }] }
      loss is the mean over all training samples at the final parameters, batchLoss that of the
      last step's batch before its update; what does not apply is null.
  step FILE [--at N] [--json]
      Takes steps 1 to N (1 unless given) and shows step N written out in full.
      --json: { "step", "epoch", "learningRate", "loss", "samples": [{ "index", … }], "layers": [ … ] }
      index is the sample's row in the data, from 0.
  check FILE…
      Reports every mistake as file:line:column: severity: message.

Exit status: 0 all is well; 1 a spec has errors, or training failed; 2 a file cannot be read, or the
arguments make no sense.`;

/** An end with a message for the person and an exit status. */
export class CliError extends Error {
  readonly status: number;

  constructor(message: string, status = 2) {
    super(message);
    this.status = status;
  }
}

/** Parses a verb's arguments; what does not fit is a CliError. */
export function parseArguments<const T extends NonNullable<ParseArgsConfig["options"]>>(args: string[], options: T) {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    // Node goes on to explain what nobody asked for.
    const [sentence] = (error as Error).message.split(/\. |\n/);
    throw new CliError(sentence);
  }
}

/** The one file a verb works on. */
export function onlyFile(positionals: readonly string[]): string {
  if (positionals.length !== 1) throw new CliError("One .nn.json file is expected; see unboxed --help");
  return positionals[0];
}

/** A whole number of at least 1; null where the option is not given. */
export function countOption(name: string, value: string | undefined): number | null {
  if (value === undefined) return null;
  const count = Number(value);
  if (!Number.isSafeInteger(count) || count < 1) {
    throw new CliError(`--${name} takes a whole number of at least 1, not "${value}"`);
  }
  return count;
}
