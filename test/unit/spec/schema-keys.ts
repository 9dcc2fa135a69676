/** The keywords of the spec's schema that its tests look at. */
export interface Schema {
  readonly description?: string;
  readonly expected?: string;
  readonly default?: unknown;
  readonly examples?: readonly unknown[];
  readonly enum?: readonly unknown[];
  readonly enumDescriptions?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
}

/** A key of a spec, wherever it may stand. */
export interface Keyed {
  /** `layers[].units`; a key that follows a pattern is a `*`. */
  readonly path: string;
  readonly key: string;
  readonly schema: Schema;
  /** The text of a spec before and after the object that the key stands in. */
  readonly before: string;
  readonly after: string;
}

/** Every key of a schema, however deep it lies. */
export function keysOf(schema: object, path = "", before = "", after = ""): Keyed[] {
  const { anyOf = [], items, properties = {}, patternProperties = {} } = schema as Schema;
  const inside = (key: string, inner: Schema): Keyed[] => {
    const innerPath = path ? `${path}.${key}` : key;
    return [
      { path: innerPath, key, schema: inner, before, after },
      ...keysOf(inner, innerPath, `${before}{ "${key}": `, ` }${after}`),
    ];
  };
  return [
    ...anyOf.flatMap((alternative) => keysOf(alternative, path, before, after)),
    ...(items ? keysOf(items, `${path}[]`, `${before}[ `, ` ]${after}`) : []),
    ...Object.entries(properties).flatMap(([key, inner]) => inside(key, inner)),
    // Named rows of data have free names, which nobody explains.
    ...Object.entries(patternProperties).flatMap(([, inner]) => (inner.description ? inside("*", inner) : [])),
  ];
}
