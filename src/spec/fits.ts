import type { Schema } from "./keywords.ts";

/**
 * Whether a value that was parsed from JSON is what a schema asks for. It knows the keywords that the schema of a spec
 * is made of, and nothing else, so that a long spec is checked while it is typed.
 */
export function fits(schema: Schema, value: unknown): boolean {
  if (schema.anyOf) return schema.anyOf.some((alternative) => fits(alternative, value));
  if (schema.enum) return schema.enum.includes(value);
  if (schema.const !== undefined) return value === schema.const;
  switch (schema.type) {
    case "number":
      return Number.isFinite(value) && isWithin(schema, value as number);
    case "integer":
      return Number.isInteger(value) && isWithin(schema, value as number);
    case "string":
      return typeof value === "string" && hasLength(schema, value);
    case "boolean":
      return typeof value === "boolean";
    case "array":
      return Array.isArray(value) && fitsArray(schema, value);
    case "object":
      return isObject(value) && fitsObject(schema, value);
    default:
      throw new Error(`No value is known to be of the type "${schema.type}"`);
  }
}

function isWithin(schema: Schema, value: number): boolean {
  const { minimum, maximum, exclusiveMinimum, exclusiveMaximum } = schema;
  return (
    (minimum === undefined || value >= minimum) &&
    (maximum === undefined || value <= maximum) &&
    (exclusiveMinimum === undefined || value > exclusiveMinimum) &&
    (exclusiveMaximum === undefined || value < exclusiveMaximum)
  );
}

function hasLength({ minLength = 0, maxLength = Number.POSITIVE_INFINITY }: Schema, value: string): boolean {
  return value.length >= minLength && value.length <= maxLength;
}

function fitsArray({ items, minItems, maxItems }: Schema, value: readonly unknown[]): boolean {
  if (minItems !== undefined && value.length < minItems) return false;
  if (maxItems !== undefined && value.length > maxItems) return false;
  return items === undefined || value.every((item) => fits(items, item));
}

type JsonObject = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Every schema of an object says what all of its keys may be: there are no others. */
function fitsObject(schema: Schema, value: JsonObject): boolean {
  const isThere = (key: string) => Object.hasOwn(value, key);
  if (schema.required && !schema.required.every(isThere)) return false;
  for (const key in value) {
    const inner = schemaOfKey(schema, key);
    if (!inner || !fits(inner, value[key])) return false;
  }
  return true;
}

/** What the value of a key must be; undefined for a key that nobody reads. */
export function schemaOfKey({ properties = {}, patternProperties = {} }: Schema, key: string): Schema | undefined {
  if (Object.hasOwn(properties, key)) return properties[key];
  for (const pattern in patternProperties) if (regExpOf(pattern).test(key)) return patternProperties[pattern];
  return undefined;
}

const regExps = new Map<string, RegExp>();

function regExpOf(pattern: string): RegExp {
  // A name may have a line break in it.
  const known = regExps.get(pattern) ?? new RegExp(pattern, "s");
  regExps.set(pattern, known);
  return known;
}
