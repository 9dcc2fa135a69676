import { dsvFormat } from "d3-dsv";
import fc from "fast-check";
import { expect, it } from "vitest";
import { cellTexts, createCsvScanner, maxRowLength, placeOfCell } from "../../../src/spec/csv.ts";
import { numberIn } from "../../../src/spec/csv-number.ts";

/** What the rows of a text say that comes in pieces of these lengths, again and again. */
function rowsIn(text: string, lengths: readonly number[], separator = ","): string[][] {
  const scanner = createCsvScanner(separator);
  const found: string[][] = [];
  let start = 0;
  for (let k = 0; start < text.length; k++) {
    const end = start + lengths[k % lengths.length];
    for (const row of scanner.rows(text.slice(start, end), end >= text.length)) found.push(cellTexts(row));
    start = end;
  }
  return found;
}

const separator = fc.constantFrom(",", ";", "\t");
const plain = fc.stringMatching(/^[a-z0-9.-]{0,4}$/);
const quoted = fc
  .array(fc.constantFrom("a", '""', ",", ";", "\t", "\n", "\r\n", "\r"), { maxLength: 5 })
  .map((parts) => `"${parts.join("")}"`);
const table = fc.record({
  rows: fc.array(fc.array(fc.oneof(plain, quoted), { minLength: 1, maxLength: 4 }), { maxLength: 6 }),
  separator,
  lineEnd: fc.constantFrom("\n", "\r\n", "\r"),
  isEnded: fc.boolean(),
});
const lengths = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 3 });

it("finds the rows that d3-dsv finds, however a text is cut into pieces", () => {
  fc.assert(
    fc.property(table, lengths, ({ rows, separator, lineEnd, isEnded }, lengths) => {
      const text = rows.map((cells) => cells.join(separator) + lineEnd).join("");
      const written = isEnded ? text : text.slice(0, -lineEnd.length);
      const expected = dsvFormat(separator)
        .parseRows(written)
        .map((cells) => cells.map((cell) => cell.trim()))
        .filter((cells) => cells.length > 1 || cells[0] !== "");
      expect(rowsIn(written, lengths, separator)).toEqual(expected);
    }),
    { numRuns: 500 },
  );
});

it("knows the place of every cell, however a text is cut into pieces", () => {
  const text = 'a,b\r\n\r\n1,"two\nlines",3\r4\n';
  for (const length of [1, 2, 3, 5, 100]) {
    const scanner = createCsvScanner(",");
    const places: [string, number, number][] = [];
    for (let start = 0; start < text.length; start += length) {
      for (const row of scanner.rows(text.slice(start, start + length), start + length >= text.length)) {
        cellTexts(row).forEach((cell, k) => {
          const { line, column } = placeOfCell(row, k);
          places.push([cell, line, column]);
        });
      }
    }
    expect(places).toEqual([
      ["a", 1, 1],
      ["b", 1, 3],
      ["1", 3, 1],
      ["two\nlines", 3, 3],
      ["3", 4, 8],
      ["4", 5, 1],
    ]);
  }
});

it("keeps what stands behind a closing quote", () => {
  expect(rowsIn('"a"b,"c" ,d\n', [100])).toEqual([["ab", "c", "d"]]);
});

it("gives out a row that is too long instead of keeping it", () => {
  const scanner = createCsvScanner(",");
  const quarter = "a".repeat(maxRowLength / 4);
  const pieces = [`"${quarter}`, quarter, quarter, quarter];
  expect(pieces.map((piece) => [...scanner.rows(piece, false)].length)).toEqual([0, 0, 0, 1]);
  expect(scanner.unread()).toBe(0);
});

const written = fc.oneof(
  fc.double({ noNaN: true, noDefaultInfinity: true }).map(String),
  fc.tuple(fc.bigInt({ min: 0n, max: 10n ** 20n }), fc.integer({ min: 0, max: 20 })).map(([digits, places]) => {
    const text = String(digits).padStart(places + 1, "0");
    return places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
  }),
  fc.stringMatching(/^[+-]?[0-9]{0,17}\.?[0-9]{0,4}(e[+-]?[0-9]{1,3})?$/),
);

it("reads every decimal number as JavaScript does", () => {
  fc.assert(
    fc.property(written, (text) => {
      const value = text === "" || !/\d/.test(text.split("e")[0]) ? Number.NaN : Number(text);
      const found = numberIn(`;${text};`, 1, text.length + 1);
      expect(found).toBe(Number.isFinite(value) ? value : Number.NaN);
    }),
    { numRuns: 2000 },
  );
});

it.each(["", " ", "-", ".", "1,5", "0x10", "1e", "1 2", "Infinity", "NaN", "1_000", "--1", "1.2.3", "1e999"])(
  "finds no number in %j",
  (text) => {
    expect(numberIn(text, 0, text.length)).toBeNaN();
  },
);

it.each([" 5", "5 ", "\t5", "+5", "5.", "05", "5e0"])("finds 5 in %j", (text) => {
  expect(numberIn(text, 0, text.length)).toBe(5);
});
