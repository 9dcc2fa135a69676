/**
 * A text as a terminal may have it. Names come from the spec, and a control character in one would command the
 * terminal instead of being seen: each is written as its escape, \u001b say.
 */
export function printable(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => {
    const code = character.charCodeAt(0).toString(16);
    return `\\u${code.padStart(4, "0")}`;
  });
}
