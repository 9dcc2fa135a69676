import { findNodeAtLocation, getNodePath, getNodeValue, type Node } from "jsonc-parser";
import { formatCount } from "../format/number-format.ts";
import { alternativeMeant, keyOfAnother } from "./alternatives.ts";
import { type Diagnostic, headOf, type Mending, maxDiagnostics, specError } from "./diagnostic.ts";
import { fits, schemaOfKey } from "./fits.ts";
import { type Fix, preferred } from "./fix.ts";
import type { Schema } from "./keywords.ts";
import { likely } from "./likeness.ts";
import { type SpecFile, specSchema } from "./schema.ts";
import { valueText } from "./text-changes.ts";
import { unknownKey } from "./unknown-key.ts";

/** Holds the parsed text against the schema: what is written, or what is wrong with it and where. */
export function validate(root: Node): { file: SpecFile } | { mistakes: readonly Diagnostic[] } {
  const value: unknown = getNodeValue(root);
  const schema = specSchema as Schema;
  if (fits(schema, value)) return { file: value as SpecFile };
  const mistakes = mistakesIn(schema, root).slice(0, maxDiagnostics);
  return { mistakes: mistakes.length > 0 ? mistakes : [mustBe(schema, root)] };
}

/**
 * Descends to where the value and its schema part; empty if they do not.
 * @param union where the schema is one of several alternatives: all of them
 */
function mistakesIn(schema: Schema, node: Node, union?: Schema): Diagnostic[] {
  if (fits(schema, getNodeValue(node))) return [];
  if (schema.anyOf) {
    const keys = keyNodes(node).map((key) => key.value as string);
    const meant = alternativeMeant(schema.anyOf, node.type, keys);
    return meant ? mistakesIn(meant, node, schema) : [mustBe(schema, node)];
  }
  if (schema.type === "object" && node.type === "object") return mistakesInObject(schema, node, union);
  if (schema.type === "array" && node.type === "array") return mistakesInArray(schema, node);
  return [mustBe(schema, node)];
}

function mistakesInObject(schema: Schema, node: Node, union?: Schema): Diagnostic[] {
  const { properties = {}, required = [], keyExamples = [] } = schema;
  const known = [...Object.keys(properties), ...keyExamples];
  const present = new Set(keyNodes(node).map((key) => key.value as string));

  // Where a key seems to be misspelt, that it is missing says the same again.
  const misspelt = new Set([...present].filter((key) => !known.includes(key)).map((key) => likely(key, known)));
  const missing = required
    .filter((key) => !present.has(key) && !misspelt.has(key))
    .map((key) => {
      const message = `"${key}" is missing; it must be ${properties[key].expected}`;
      return specError(headOf(node), message, missingMending(key, node));
    });
  const inside = (node.children ?? []).flatMap((property) => {
    const [key, value] = property.children ?? [];
    const inner = schemaOfKey(schema, key.value);
    if (!inner) return [(union && keyOfAnother(key, schema, union)) ?? unknownKey(key, known, properties)];
    return value ? mistakesIn(inner, value) : [];
  });
  return [...missing, ...inside];
}

/** How many units a layer has is told by its weights and biases, too. */
function missingMending(key: string, node: Node): Mending | undefined {
  const lists = ["weights", "biases"].map((name) => findNodeAtLocation(node, [name])?.children?.length ?? 0);
  const units = lists.find((length) => length > 0);
  if (key !== "units" || units === undefined) return undefined;
  const fix = preferred(`Add "units": ${units}`, { set: [...getNodePath(node), "units"], to: units });
  return { code: "missingKey", fixes: [fix] };
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
  const instead = beyondLimit(schema, node) ?? `${insteadOf(node)}${nameMeant(schema, node)}`;
  const message = `${where || "A spec"} must be ${schema.expected ?? "something else"}${instead}`;
  return specError(place, message, { code: "unfitValue", fixes: valueFixes(schema, node) });
}

/** A longer value is not shown in an offer. */
const longestShown = 40;

/** The value that was most likely meant, if it fits: a word like the one written, what is in quotes, or a list of one. */
function valueFixes(schema: Schema, node: Node): Fix[] {
  const value: unknown = getNodeValue(node);
  const candidates = [wordMeant(schema, node), readAsJson(value), [value]];
  const meant = candidates.find((candidate) => candidate !== undefined && fits(schema, candidate));
  if (meant === undefined) return [];
  const text = valueText(meant);
  const title = text.length > longestShown ? "Put it into a list" : `Change to ${text}`;
  return [preferred(title, { set: getNodePath(node), to: meant })];
}

/** The number, true or false that a text in quotes would be without them; undefined for any other. */
function readAsJson(value: unknown): unknown {
  if (value === "true" || value === "false") return value === "true";
  return typeof value === "string" && value.trim() !== "" && Number.isFinite(Number(value)) ? Number(value) : undefined;
}

function insteadOf(node: Node): string {
  if (node.type === "array") return node.children?.length ? ", not a list like this one" : "; it is empty";
  if (node.type === "object") return node.children?.length ? ", not an object like this" : "; it is empty";
  const text = JSON.stringify(node.value) ?? "";
  return node.type === "number" && !Number.isFinite(node.value)
    ? "; this one is too large for a computer's number"
    : `, not ${text.length > 40 ? `${text.slice(0, 40)}…` : text}`;
}

/** For a whole number beyond a limit, the limit, unless what is expected already names it. */
function beyondLimit(schema: Schema, { value }: Node): string | undefined {
  if (!Number.isInteger(value)) return undefined;
  const whole = (schema.anyOf ?? [schema]).find(({ type }) => type === "integer");
  const { minimum = value, maximum = value } = whole ?? {};
  const isNamed = (limit: number) => new RegExp(`\\b${formatCount(limit)}\\b`).test(schema.expected ?? "");
  // Written as a spec has to write it, without commas.
  if (value > maximum && !isNamed(maximum)) return `; the largest allowed is ${maximum}`;
  if (value < minimum && !isNamed(minimum)) return `; the smallest allowed is ${minimum}`;
  return undefined;
}

/** For a word that is none of those to choose from, the one that was probably meant. */
function wordMeant(schema: Schema, { value }: Node): string | undefined {
  if (typeof value !== "string") return undefined;
  const choices = (schema.anyOf ?? [schema]).flatMap((choice) => choice.enum ?? [choice.const]);
  return likely(
    value,
    choices.filter((choice) => typeof choice === "string"),
  );
}

function nameMeant(schema: Schema, node: Node): string {
  const meant = wordMeant(schema, node);
  return meant === undefined ? "" : `. Did you mean "${meant}"?`;
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
