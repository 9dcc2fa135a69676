import { specSchema } from "./schema.ts";

/**
 * The schema that the editor's JSON service reads: it teaches and does not judge. It has the keys, words,
 * defaults and examples of `specSchema` for completion and hover, without the constraints: mistakes are
 * reported once, by our own validator, with a sentence that says what to do.
 */
export const editorSchema = {
  $schema: "http://json-schema.org/draft-07/schema#",
  title: "Unboxed: a small neural network and its data",
  allowComments: true,
  allowTrailingCommas: true,
  ...teaching(specSchema as Source),
};

/** The keywords of the spec's schema that matter here. */
interface Source {
  readonly description?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly defaultSnippets?: readonly unknown[];
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly anyOf?: readonly Source[];
  readonly properties?: Readonly<Record<string, Source>> | undefined;
  readonly patternProperties?: Readonly<Record<string, Source>>;
  readonly keyExamples?: readonly string[];
  readonly items?: Source;
}

type Teaching = Readonly<Record<string, unknown>>;

function teaching(source: Source): Teaching {
  const { description, default: byDefault, examples, defaultSnippets, properties, patternProperties, items } = source;
  const own = {
    description,
    default: byDefault,
    examples: source.type === "boolean" ? [true, false] : examples,
    defaultSnippets,
    properties: properties && mapValues({ ...properties, ...exampleKeys(source) }, teaching),
    patternProperties: patternProperties && mapValues(patternProperties, teaching),
    items: items && teaching(items),
    // The second alternative accepts every value, so that the first only offers and explains its own.
    anyOf: source.enum && [{ enum: source.enum, enumDescriptions: source.enumDescriptions }, {}],
  };
  return { ...mergedAlternatives(source.anyOf ?? []), ...withoutUndefined(own) };
}

/** Keys that follow a pattern cannot all be offered; their examples are. */
function exampleKeys({ keyExamples = [], patternProperties = {} }: Source): Record<string, Source> {
  const [pattern] = Object.values(patternProperties);
  return Object.fromEntries(keyExamples.map((key) => [key, pattern]));
}

/** Without constraints, alternatives that are lists and alternatives that are objects stand side by side. */
function mergedAlternatives(alternatives: readonly Source[]): Teaching {
  const parts = alternatives.map(teaching);
  const properties = Object.assign({}, ...parts.map((part) => part.properties));
  return Object.assign({}, ...parts, { properties });
}

function withoutUndefined(object: Teaching): Teaching {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== undefined));
}

function mapValues<From, To>(object: Readonly<Record<string, From>>, map: (value: From) => To): Record<string, To> {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
