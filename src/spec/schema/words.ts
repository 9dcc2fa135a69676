import Type from "typebox";

/**
 * What the parts of the schema are made of. Beside JSON Schema's own keywords there are ours: `expected` completes the
 * sentence "… must be …" of an error message, `enumDescriptions` says what each name means, `keyExamples` shows keys
 * that follow a pattern, and `forBoth` says what to do who wants two of several alternatives.
 */

/** Where the core has a table of names, its keys and the meanings here must be the same. */
export type Meanings<Name extends string> = Readonly<Record<Name, string>>;

/** A choice of names, each with its meaning. */
export function names<Name extends string>(
  meanings: Meanings<Name>,
  options: { description?: string; default?: NoInfer<Name>; examples?: NoInfer<Name>[] } = {},
) {
  const known = Object.keys(meanings) as Name[];
  return Type.Unsafe<Name>({
    type: "string",
    enum: known,
    enumDescriptions: known.map((name) => meanings[name]),
    expected: oneOf(known),
    ...options,
  });
}

/** `"a", "b" or "c"` */
export function oneOf(words: readonly string[]): string {
  return quotedList(words, "or");
}

/** More words than anyone reads in a sentence are left out. */
const maxListed = 16;

/**
 * `"a", "b" and "c"`; of many words the first, and "…".
 * @param most how many words are many
 */
export function quotedList(words: readonly string[], conjunction: "and" | "or", most = maxListed): string {
  const quoted = words.slice(0, most).map((word) => `"${word}"`);
  if (words.length > most) return `${quoted.join(", ")}, …`;
  return quoted.length < 2 ? quoted.join("") : `${quoted.slice(0, -1).join(", ")} ${conjunction} ${quoted.at(-1)}`;
}

/** The keywords of a whole number of at least 1. */
export const count = (what: string) => ({
  minimum: 1,
  maximum: 1_000_000_000,
  expected: `${what}: a whole number of at least 1`,
});

/** The keywords of a number greater than 0. */
export const positive = { exclusiveMinimum: 0, expected: "a number greater than 0" } as const;

/** The keywords of a number of at least 0. */
export const notNegative = { minimum: 0, expected: "a number of at least 0" } as const;

/** Any number that a computer's number can hold. */
export const number = Type.Number({ expected: "a finite number" });

/** A list of names, or how many there are. */
export const nameList = (options: { description: string; examples: unknown[] }) =>
  Type.Union(
    [
      Type.Array(Type.String({ minLength: 1, expected: "a name in quotes" }), {
        minItems: 1,
        expected: "a list of at least one name",
      }),
      Type.Integer(count("how many there are")),
    ],
    { expected: 'a list of names such as ["x1", "x2"], or a whole number of at least 1', ...options },
  );
