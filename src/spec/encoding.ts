/** What to look for in a text that was read as UTF-8 but is not. */

/** Completes the sentence "This file …". */
export const notUtf8 = "is not UTF-8 text; save it with the encoding UTF-8";

/** What a reader of UTF-8 puts where bytes are no character. */
export const replacementCharacter = "\uFFFD";

/** How much of a text shows what it is. */
export const sampleLength = 64;

/** Whether a text seems to be UTF-16: it begins with that encoding's mark, or has a zero beside many letters. */
export function isUtf16(text: string): boolean {
  // The mark is FF FE or FE FF: read as UTF-16 in the wrong order one character, read as UTF-8 none twice.
  if (text.startsWith("\uFFFE") || text.startsWith(replacementCharacter.repeat(2))) return true;
  const sample = text.slice(0, sampleLength);
  const zeros = sample.split("\u0000").length - 1;
  return zeros > sample.length / 4;
}
