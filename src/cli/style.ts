import { styleText } from "node:util";
import { printable } from "./printable.ts";

/** What stands out on a terminal. */
export type Emphasis = "red" | "yellow" | "green" | "bold";

/** Emphasizes a text where colours are wanted: in what goes to stdout, on a terminal. It may hold names: see `printable`. */
export function emphasize(emphasis: Emphasis, text: string): string {
  const plain = printable(text);
  return wantsColours() ? styleText(emphasis, plain) : plain;
}

/** As https://no-color.org and https://force-color.org have it; what is set but empty counts as not set. */
function wantsColours(): boolean {
  const { NO_COLOR, FORCE_COLOR } = process.env;
  if (FORCE_COLOR) return FORCE_COLOR !== "0";
  return !NO_COLOR && process.stdout.isTTY === true;
}
