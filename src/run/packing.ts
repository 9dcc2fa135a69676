/**
 * Messages between the extension host and a page, in a form that survives the way. VS Code carries them as
 * JSON with at most 255 buffers beside it (their number is one byte), and JSON knows neither NaN nor
 * infinities. So all Float64Arrays of a message travel in one buffer, and each is named by its place there.
 */
export interface Packed {
  readonly message: unknown;
  /** The numbers of all arrays, one after the other. */
  readonly numbers: Float64Array;
}

/** Stands in a packed message where an array was. */
interface ArrayPlace {
  readonly $array: readonly [start: number, end: number];
}

/** Stands in a packed message where a number was that JSON cannot write. */
interface SpecialNumber {
  readonly $number: "NaN" | "Infinity" | "-Infinity";
}

/** Packs a message of plain objects, lists, words, numbers and Float64Arrays. */
export function pack(message: unknown): Packed {
  const arrays: Float64Array[] = [];
  let length = 0;

  function packed(value: unknown): unknown {
    if (value instanceof Float64Array) {
      const start = length;
      arrays.push(value);
      length += value.length;
      return { $array: [start, length] } satisfies ArrayPlace;
    }
    if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
    if (Array.isArray(value)) return value.map(packed);
    return isObject(value) ? mapValues(value, packed) : value;
  }

  const result = packed(message);
  const numbers = new Float64Array(length);
  let start = 0;
  for (const array of arrays) {
    numbers.set(array, start);
    start += array.length;
  }
  return { message: result, numbers };
}

/** The message as it was before `pack`. Its arrays are views of the one buffer that came. */
export function unpack({ message, numbers }: Packed): unknown {
  function unpacked(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unpacked);
    if (!isObject(value)) return value;
    if ("$array" in value) return numbers.subarray(...(value as unknown as ArrayPlace).$array);
    if ("$number" in value) return Number((value as unknown as SpecialNumber).$number);
    return mapValues(value, unpacked);
  }
  return unpacked(message);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function mapValues(object: Readonly<Record<string, unknown>>, map: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
