import { closest, distance } from "fastest-levenshtein";
import { getNodePath, getNodeValue, type Node } from "jsonc-parser";
import { Check } from "typebox/value";
import { type Diagnostic, headOf, maxDiagnostics, specError } from "./diagnostic.ts";
import { type SpecFile, specSchema } from "./schema.ts";

/** The keywords of a JSON schema that this module follows to find the place of a mistake. */
interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Properties;
  readonly patternProperties?: Properties;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  /** Our own: completes the sentence "… must be …". */
  readonly expected?: string;
  /** Our own: keys that fit the pattern of `patternProperties`. */
  readonly keyExamples?: readonly string[];
}

type Properties = Readonly<Record<string, Schema>>;

/** Holds the parsed text against the schema: what is written, or what is wrong with it and where. */
export function validate(root: Node): { file: SpecFile } | { mistakes: readonly Diagnostic[] } {
  const value: unknown = getNodeValue(root);
  if (Check(specSchema, value)) return { file: value };
  const schema = specSchema as Schema;
  const mistakes = mistakesIn(schema, root).slice(0, maxDiagnostics);
  return { mistakes: mistakes.length > 0 ? mistakes : [mustBe(schema, root)] };
}

/** Descends to where the value and its schema part; empty if they do not. */
function mistakesIn(schema: Schema, node: Node): Diagnostic[] {
  if (Check(schema, getNodeValue(node))) return [];
  if (schema.anyOf) {
    const meant = alternativeMeant(schema.anyOf, node);
    return meant ? mistakesIn(meant, node) : [mustBe(schema, node)];
  }
  if (schema.type === "object" && node.type === "object") return mistakesInObject(schema, node);
  if (schema.type === "array" && node.type === "array") return mistakesInArray(schema, node);
  return [mustBe(schema, node)];
}

/**
 * The list or object among the alternatives that the person seems to have meant: of the same type, with
 * the most keys in common. Where they wrote neither, all alternatives are as likely.
 */
function alternativeMeant(alternatives: readonly Schema[], node: Node): Schema | undefined {
  if (node.type !== "object" && node.type !== "array") return undefined;
  const keys = keyNodes(node).map((key) => key.value as string);
  const inCommon = ({ properties = {} }: Schema) => keys.filter((key) => key in properties).length;
  return alternatives.filter(({ type }) => type === node.type).toSorted((a, b) => inCommon(b) - inCommon(a))[0];
}

function mistakesInObject(schema: Schema, node: Node): Diagnostic[] {
  const { properties = {}, required = [], keyExamples = [] } = schema;
  const known = [...Object.keys(properties), ...keyExamples];
  const present = new Set(keyNodes(node).map((key) => key.value as string));

  // Where a key seems to be misspelt, that it is missing says the same again.
  const misspelt = new Set([...present].filter((key) => !known.includes(key)).map((key) => likely(key, known)));
  const missing = required
    .filter((key) => !present.has(key) && !misspelt.has(key))
    .map((key) => specError(headOf(node), `"${key}" is missing; it must be ${properties[key].expected}`));
  const inside = (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    const inner = schemaOf(key.value, schema);
    if (!inner) return [unknownKey(key, known, properties)];
    return value ? mistakesIn(inner, value) : [];
  });
  return [...missing, ...inside];
}

/** What the value of a key must be; undefined for a key that nobody reads. */
function schemaOf(key: string, { properties = {}, patternProperties = {} }: Schema): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  return Object.entries(patternProperties).find(([pattern]) => new RegExp(pattern).test(key))?.[1];
}

/**
 * An error for a key that nobody reads, with the place it belongs to, or the known one most like it.
 * @param beside the keys around it with what they hold: one of them may be its place
 */
export function unknownKey(key: Node, known: readonly string[], beside: Properties = {}): Diagnostic {
  const name: string = key.value;
  const advice = () => {
    if (likely(name, known)) return `Did you mean "${likely(name, known)}"?`;
    const home = homeOf(name, beside) ?? homeOf(name, (specSchema as Schema).properties ?? {});
    return home ? `It belongs into "${home}".` : `The known key most like it is "${closest(name, [...known])}".`;
  };
  return specError(key, `Unknown key "${name}". ${advice()}`);
}

/** The known key that was probably meant; undefined if none is much like what was written. */
function likely(name: string, known: readonly string[]): string | undefined {
  if (known.length === 0) return undefined;
  const nearest = closest(name, [...known]);
  return distance(name, nearest) <= Math.max(1, name.length / 3) ? nearest : undefined;
}

/** The key among `properties` that holds an object with this key. */
function homeOf(name: string, properties: Properties): string | undefined {
  return Object.keys(properties).find((key) => {
    const { properties: own = {}, anyOf = [] } = properties[key];
    return [own, ...anyOf.map((alternative) => alternative.properties ?? {})].some((keys) => Object.hasOwn(keys, name));
  });
}

function mistakesInArray(schema: Schema, node: Node): Diagnostic[] {
  const children = node.children ?? [];
  const { items, minItems = 0, maxItems = Number.POSITIVE_INFINITY } = schema;
  if (!items || children.length < minItems || children.length > maxItems) return [mustBe(schema, node)];
  return children.flatMap((child) => mistakesIn(items, child));
}

function mustBe(schema: Schema, node: Node): Diagnostic {
  const where = pathText(node);
  const place = node.type === "object" || node.type === "array" ? headOf(node) : node;
  return specError(place, `${where || "A spec"} must be ${schema.expected ?? "something else"}${insteadOf(node)}`);
}

function insteadOf(node: Node): string {
  if (node.type === "array") return node.children?.length ? ", not a list like this one" : "; it is empty";
  if (node.type === "object") return ", not an object like this";
  const text = JSON.stringify(node.value) ?? "";
  return node.type === "number" && !Number.isFinite(node.value)
    ? "; this one is too large for a computer's number"
    : `, not ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`;
}

/** `layers[0].weights[1][0]` */
export function pathText(node: Node): string {
  return getNodePath(node).reduce<string>(
    (path, step) => (typeof step === "number" ? `${path}[${step}]` : path ? `${path}.${step}` : step),
    "",
  );
}

/** The keys of an object as nodes; none for anything else. */
export function keyNodes(node: Node): Node[] {
  return node.type === "object" ? (node.children ?? []).flatMap((property) => property.children?.[0] ?? []) : [];
}
