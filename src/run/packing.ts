/**
 * Messages between the extension host and a page, in a form that survives the way. VS Code carries them as
 * JSON with at most 255 buffers beside it (their number is one byte), and JSON knows neither NaN nor
 * infinities. So all arrays of a kind travel in one buffer, and each is named by its place there.
 */
export interface Packed {
  readonly message: unknown;
  /** The numbers of all Float64Arrays, one after the other, and those of all Float32Arrays. */
  readonly doubles: Float64Array;
  readonly singles: Float32Array;
}

/** Stands in a packed message where an array was. */
interface ArrayPlace {
  readonly $array: readonly [kind: "doubles" | "singles", start: number, end: number];
}

/** Stands in a packed message where a number was that JSON cannot write. */
interface SpecialNumber {
  readonly $number: "NaN" | "Infinity" | "-Infinity";
}

/** Packs a message of plain objects, lists, words, numbers, Float64Arrays and Float32Arrays. */
export function pack(message: unknown): Packed {
  const arrays = { doubles: [] as Float64Array[], singles: [] as Float32Array[] };
  const lengths = { doubles: 0, singles: 0 };

  function placed<Kind extends ArrayPlace["$array"][0]>(kind: Kind, array: (typeof arrays)[Kind][number]): ArrayPlace {
    const start = lengths[kind];
    (arrays[kind] as (typeof array)[]).push(array);
    lengths[kind] += array.length;
    return { $array: [kind, start, lengths[kind]] };
  }

  function packed(value: unknown): unknown {
    if (value instanceof Float64Array) return placed("doubles", value);
    if (value instanceof Float32Array) return placed("singles", value);
    if (typeof value === "number" && !Number.isFinite(value)) return { $number: String(value) };
    if (Array.isArray(value)) return value.map(packed);
    return isObject(value) ? mapValues(value, packed) : value;
  }

  return {
    message: packed(message),
    doubles: joined(arrays.doubles, new Float64Array(lengths.doubles)),
    singles: joined(arrays.singles, new Float32Array(lengths.singles)),
  };
}

/** Arrays one after the other, in the room that they need together. */
function joined<Room extends Float64Array | Float32Array>(arrays: readonly Room[], room: Room): Room {
  let start = 0;
  for (const array of arrays) {
    room.set(array, start);
    start += array.length;
  }
  return room;
}

/** The message as it was before `pack`. Its arrays are views of the buffers that came. */
export function unpack(carried: Packed): unknown {
  function unpacked(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(unpacked);
    if (!isObject(value)) return value;
    if ("$array" in value) {
      const [kind, start, end] = (value as unknown as ArrayPlace).$array;
      return carried[kind].subarray(start, end);
    }
    if ("$number" in value) return Number((value as unknown as SpecialNumber).$number);
    return mapValues(value, unpacked);
  }
  return unpacked(carried.message);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function mapValues(object: Readonly<Record<string, unknown>>, map: (value: unknown) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, map(value)]));
}
