import { type ParseArgsConfig, parseArgs } from "node:util";

/** What a word after `unboxed` does. */
export interface Verb {
  /** How it is called, after its own name. */
  readonly synopsis: string;
  /** What it does, in one line. */
  readonly summary: string;
  /** What `unboxed VERB --help` says beneath these two. */
  readonly help: string;
  /** Does it; returns the exit status. */
  readonly run: (args: string[]) => Promise<number>;
}

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
    // Node goes on to explain what nobody asked for, except how a value may begin with a dash.
    const { message } = error as Error;
    const [sentence] = message.split(/\.\s|\n/);
    const option = /use '(--[a-z]+)=-XYZ'/.exec(message)?.[1];
    throw new CliError(option ? `${sentence}; a value that begins with a dash goes like this: ${option}=-1` : sentence);
  }
}

/** The one file a verb works on. */
export function onlyFile(positionals: readonly string[]): string {
  if (positionals.length !== 1) throw new CliError("One .nn.json file is expected; see unboxed --help");
  return positionals[0];
}

/** A whole number of at least `least`; null where the option is not given. */
export function countOption(name: string, value: string | undefined, least = 1): number | null {
  if (value === undefined) return null;
  const count = Number(value);
  if (value.trim() === "" || !Number.isSafeInteger(count) || count < least) {
    throw new CliError(`--${name} takes a whole number of at least ${least}, not "${value}"`);
  }
  return count;
}
