import { findNodeAtLocation, getNodePath, getNodeValue, type Node } from "jsonc-parser";
import { type Diagnostic, rootOf, specError } from "./diagnostic.ts";
import { type Fix, possible, preferred } from "./fix.ts";
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
  const meant = likely(name, known);
  const home = meant === undefined ? homeFor(key, beside) : undefined;
  const advice = () => {
    if (meant !== undefined) return `Did you mean "${meant}"?`;
    if (home !== undefined) return `It belongs into "${home}".`;
    if (known.length === 1) return `The only known key here is "${known[0]}".`;
    return `The known keys here are ${quotedList(known, "and")}; the nearest is "${nearest(name, known)}".`;
  };
  return specError(key, `Unknown key "${name}". ${advice()}`, {
    code: "unknownKey",
    fixes: [...renaming(key, meant), ...(home === undefined ? [] : moving(key, home, beside)), removing(key)],
  });
}

/** Takes a key away, with what it holds. */
export function removing(key: Node): Fix {
  return possible(`Remove "${key.value}"`, { remove: getNodePath(key) });
}

/** Gives a key the name that was meant, unless that is taken. */
export function renaming(key: Node, meant: string | undefined): Fix[] {
  if (meant === undefined || siblingOf(key, meant)) return [];
  return [preferred(`Rename to "${meant}"`, { rename: getNodePath(key), to: meant })];
}

/** Puts a key into the object that it belongs to, where there is one or can be. */
function moving(key: Node, home: string, beside: Properties): Fix[] {
  const root = rootOf(key);
  const around = Object.hasOwn(beside, home) ? getNodePath(key).slice(0, -1) : [];
  const path = [...around, home];
  const there = findNodeAtLocation(root, path);
  const schema = (Object.hasOwn(beside, home) ? beside : topLevel)[home];
  const hasRoom = there ? there.type === "object" && !findNodeAtLocation(there, [key.value]) : schema.properties;
  const value = key.parent?.children?.[1];
  if (!hasRoom || !value) return [];
  return [
    preferred(
      `Move into "${home}"`,
      { remove: getNodePath(key) },
      { set: [...path, key.value], to: getNodeValue(value) },
    ),
  ];
}

const topLevel = (specSchema as { properties: Properties }).properties;

/** The key that holds the object which an unknown key belongs into, beside it or at the top of a spec. */
function homeFor(key: Node, beside: Properties): string | undefined {
  const home = homeOf(key.value, beside) ?? homeOf(key.value, topLevel);
  return home === keyAround(key) ? undefined : home;
}

function siblingOf(key: Node, name: string): boolean {
  return key.parent?.parent?.children?.some(({ children }) => children?.[0]?.value === name) ?? false;
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
