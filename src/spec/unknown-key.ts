import type { Node } from "jsonc-parser";
import { type Diagnostic, specError } from "./diagnostic.ts";
import type { Properties } from "./keywords.ts";
import { likely, nearest } from "./likeness.ts";
import { quotedList } from "./schema/words.ts";
import { specSchema } from "./schema.ts";

/**
 * An error for a key that nobody reads, with the known one that was probably meant, the place it belongs to, or all
 * that are known.
 * @param beside the keys around it with what they hold: one of them may be its place
 */
export function unknownKey(key: Node, known: readonly string[], beside: Properties): Diagnostic {
  const name: string = key.value;
  const advice = () => {
    const meant = likely(name, known);
    if (meant !== undefined) return `Did you mean "${meant}"?`;
    const home = homeOf(name, beside) ?? homeOf(name, (specSchema as { properties: Properties }).properties);
    if (home !== undefined && home !== keyAround(key)) return `It belongs into "${home}".`;
    if (known.length === 1) return `The only known key here is "${known[0]}".`;
    return `The known keys here are ${quotedList(known, "and")}; the nearest is "${nearest(name, known)}".`;
  };
  return specError(key, `Unknown key "${name}". ${advice()}`);
}

/** The key among `properties` that holds an object with this key. */
function homeOf(name: string, properties: Properties): string | undefined {
  return Object.keys(properties).find((key) => {
    const { properties: own = {}, anyOf = [] } = properties[key];
    return [own, ...anyOf.map((alternative) => alternative.properties ?? {})].some((keys) => Object.hasOwn(keys, name));
  });
}

/** The key of the object that a key stands in, if it has one. */
function keyAround(key: Node): string | undefined {
  const property = key.parent?.parent?.parent;
  return property?.type === "property" ? property.children?.[0]?.value : undefined;
}
