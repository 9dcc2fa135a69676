import { distance } from "fastest-levenshtein";

/** Finds the word that somebody meant who wrote another. */

/** What other programs call it: common words of the field, for keys and names that are written otherwise here. */
const aliases: Readonly<Record<string, readonly string[]>> = {
  lr: ["learningRate"],
  eta: ["learningRate"],
  features: ["inputs"],
  output: ["targets", "target"],
  outputs: ["targets", "target"],
  label: ["targets", "target"],
  labels: ["targets", "target"],
  neurons: ["units"],
  nodes: ["units"],
  delimiter: ["separator"],
  silu: ["swish"],
  bce: ["binaryCrossEntropy"],
};

/** With more words than this, the search would take longer than anyone waits. */
const mostCompared = 1000;

/** A shorter piece of a word is in too many of them to tell which was meant. */
const shortestPiece = 3;

/** The known word that was probably meant; undefined if none is much like what was written. */
export function likely(name: string, known: readonly string[]): string | undefined {
  if (known.length > mostCompared) return undefined;
  return (
    known.find((word) => plain(word) === plain(name)) ??
    (Object.hasOwn(aliases, plain(name)) ? aliases[plain(name)].find((word) => known.includes(word)) : undefined) ??
    misspelt(name, known) ??
    cutShort(name, known)
  );
}

/** The known word with the fewest letters to change; undefined only if there is none. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const distances = known.map((word) => distance(plain(name), plain(word)));
  const least = distances.reduce((low, next) => Math.min(low, next), Number.POSITIVE_INFINITY);
  return known[distances.indexOf(least)];
}

/** Without what differs between manners of writing: batch_size is batchSize. */
function plain(word: string): string {
  return word.toLowerCase().replace(/[\s_-]/g, "");
}

/** A slip of the hand: few letters differ, and not all of them. */
function misspelt(name: string, known: readonly string[]): string | undefined {
  const word = nearest(name, known);
  if (word === undefined) return undefined;
  const letters = distance(plain(name), plain(word));
  return letters <= Math.max(1, name.length / 3) && letters < name.length ? word : undefined;
}

/** The only known word that begins as this one does, or that this one begins with: clip, lossFunction. */
function cutShort(name: string, known: readonly string[]): string | undefined {
  const written = plain(name);
  const related = known.filter((word) => {
    const [short, long] = [written, plain(word)].toSorted((a, b) => a.length - b.length);
    return short.length >= shortestPiece && long.startsWith(short);
  });
  return related.length === 1 ? related[0] : undefined;
}
