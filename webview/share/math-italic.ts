/** Where the slanted letters of mathematics begin in Unicode, by the first of the upright ones and how many there are. */
const blocks = [
  { first: "A", count: 26, slanted: 0x1d434 },
  { first: "a", count: 26, slanted: 0x1d44e },
  { first: "α", count: 25, slanted: 0x1d6fc },
] as const;

/** Letters that Unicode has elsewhere. */
const elsewhere: Readonly<Record<string, string>> = { h: "ℎ", "∂": "\u{1d715}" };

/** A variable as MathML shows it: a single letter is slanted, a word is not. */
export function italic(variable: string): string {
  if ([...variable].length !== 1) return variable;
  if (variable in elsewhere) return elsewhere[variable];
  const code = variable.charCodeAt(0);
  for (const { first, count, slanted } of blocks) {
    const place = code - first.charCodeAt(0);
    if (place >= 0 && place < count) return String.fromCodePoint(slanted + place);
  }
  return variable;
}
