import { describe, expect, it } from "vitest";
import { type CsvRequest, readColumns, readCsv } from "../../../src/spec/csv-reading.ts";
import { loadSpec } from "../../../src/spec/load.ts";
import { fileWith } from "../../support/data-access.ts";
import { textWith } from "./loading.ts";

const request: CsvRequest = {
  separator: ",",
  inputs: ["a", "b"],
  targets: [],
  target: "kind",
  outputs: 2,
  normalize: "standard",
  testFraction: 0.25,
  seed: 3,
  precision: "float64",
};
const quiet = new AbortController().signal;
const read = (text: string, changes: Partial<CsvRequest> = {}, chunkBytes?: number) =>
  readCsv(fileWith(text, chunkBytes), { ...request, ...changes }, quiet);

const lines = Array.from({ length: 400 }, (_, k) => `${k / 8},"${k * k}",${k % 3 === 0 ? "größer" : "kleiner"}\r\n`);
const text = `\uFEFFa,b,kind\r\n${lines.join("")}`;

describe("a csv file that comes in pieces", () => {
  it.each([1, 7, 64, 1000])("of %d bytes is the same as in one", async (chunkBytes) => {
    const whole = await read(text);
    expect(whole).toMatchObject({ found: "rows", faults: [], samples: 400 });
    expect(await read(text, {}, chunkBytes)).toEqual(whole);
  });

  it.each([1, 9, 100])("has its mistakes at the same places with pieces of %d bytes", async (chunkBytes) => {
    const broken = text.replace("9.5,", "nine,");
    const whole = await read(broken);
    expect(whole).toMatchObject({
      faults: [{ message: '"a" is "nine"; a finite number is expected', place: { line: 78, column: 1 } }],
    });
    expect(await read(broken, {}, chunkBytes)).toEqual(whole);
    const garbled = await read(`${text}1,2,\uFFFD\n`, {}, chunkBytes);
    expect(garbled).toEqual({ found: "otherEncoding", place: { line: 402, column: 5 } });
  });

  it("is read no further than to its first row where its columns are others", async () => {
    let chunks = 0;
    const file = fileWith(text, 100);
    const counted = { ...file, chunks: () => counting(file.chunks(), () => chunks++) };
    expect(await readCsv(counted, { ...request, inputs: ["a", "c"] }, quiet)).toMatchObject({ found: "otherColumns" });
    expect(chunks).toBe(1);
    expect(await readColumns(counted, ",")).toEqual(["a", "b", "kind"]);
    expect(chunks).toBe(2);
  });

  it("is given up when nobody wants it any more", async () => {
    const controller = new AbortController();
    const file = fileWith(text, 100);
    const aborting = { ...file, chunks: () => counting(file.chunks(), () => controller.abort(new Error("enough"))) };
    await expect(readCsv(aborting, request, controller.signal)).rejects.toThrow("enough");
  });

  it("has its mistakes in the order of the file, at most a hundred", async () => {
    const rows = Array.from({ length: 300 }, () => "x,1,big\n2,y,big\n1,2,\n").join("");
    const reading = await read(`a,b,kind\n${rows}`);
    if (reading.found !== "rows") throw new Error(reading.found);
    expect(reading.faults).toHaveLength(100);
    expect(reading.faults.map(({ place }) => place.line)).toEqual(Array.from({ length: 100 }, (_, k) => k + 2));
  });

  it("tells of a quote that is not closed", async () => {
    const reading = await read(`a,b,kind\n1,2,"big\n${"3,4,small\n".repeat(450_000)}`);
    expect(reading).toMatchObject({
      faults: [{ message: "This row has no end; close the quote in it", place: { line: 2, column: 1 } }],
    });
  });

  it("is read only as far as memory has room for its numbers", async () => {
    const rows = (count: number) => readCsv(fileWith(`a,b,kind\n${"1,2,big\n".repeat(count)}`), request, quiet, 20);
    expect(await rows(10)).toMatchObject({ found: "rows", samples: 10 });
    expect(await rows(11)).toEqual({ found: "tooMany", line: 12 });
    const access = { open: async () => fileWith(""), once: async () => ({ found: "tooMany", line: 12 }) as never };
    const { diagnostics } = await loadSpec(textWith({ data: { csv: "big.csv" } }), "test.nn.json", access);
    expect(diagnostics).toMatchObject([
      {
        message:
          "The inputs and targets in big.csv are more than 50,000,000 numbers, which is as many as memory has room for; use fewer of its rows or columns",
        source: { file: "big.csv", line: 12, column: 1 },
      },
    ]);
  });
});

describe("in float32", () => {
  it("numbers are rounded once, after they were normalized", async () => {
    const exact = await read(text);
    const rounded = await read(text, { precision: "float32" });
    if (exact.found !== "rows" || rounded.found !== "rows") throw new Error("unread");
    expect(rounded.data?.inputs).toEqual(Float32Array.from(exact.data?.inputs ?? []));
    expect(rounded.data?.targets).toEqual(Float32Array.from(exact.data?.targets ?? []));
    expect(rounded.data?.normalization).toEqual(exact.data?.normalization);
  });
});

async function* counting<Item>(items: AsyncIterable<Item>, count: () => void): AsyncGenerator<Item> {
  for await (const item of items) {
    count();
    yield item;
  }
}
