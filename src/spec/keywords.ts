/** The keywords of a JSON schema that the validator follows to find the place of a mistake. */
export interface Schema {
  readonly type?: string;
  readonly anyOf?: readonly Schema[];
  readonly properties?: Properties;
  readonly patternProperties?: Properties;
  readonly required?: readonly string[] | undefined;
  readonly items?: Schema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly exclusiveMinimum?: number;
  readonly exclusiveMaximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  /** Our own: completes the sentence "… must be …". */
  readonly expected?: string;
  /** Our own: keys that fit the pattern of `patternProperties`. */
  readonly keyExamples?: readonly string[];
  /** Our own: what to do who wants two of the alternatives. */
  readonly forBoth?: string;
}

/** What the values of keys must be. */
export type Properties = Readonly<Record<string, Schema>>;
