import { describe, expect, it } from "vitest";
import { mistakesOf, textWith } from "./loading.ts";

const mistakes = (changes: Record<string, unknown>) => mistakesOf(textWith(changes));
const dataForms = 'a list of named rows, { "rows": [[…]] }, { "csv": "file.csv" } or { "generate": "spiral" }';
const schedules =
  'a schedule: { "step": { "every": 30, "factor": 0.1 } }, { "exponential": { "factor": 0.99 } } or { "cosine": { "epochs": 100 } }';

describe("a key of another alternative is marked", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "a csv file's for a shape",
      { data: { generate: "xor", normalize: "standard", separator: ";" } },
      [
        '"normalize": "normalize" goes only with "csv", not with "generate"; remove it',
        '"separator": "separator" goes only with "csv", not with "generate"; remove it',
      ],
    ],
    [
      "a shape's for a csv file",
      { data: { csv: "a.csv", samples: 5 } },
      ['"samples": "samples" goes only with "generate", not with "csv"; remove it'],
    ],
    [
      "two sources of data",
      { data: { csv: "a.csv", generate: "xor" } },
      ['"generate": Use either "csv" or "generate", not both'],
    ],
    [
      "two distributions",
      { layers: [{ units: 1, init: { uniform: [0, 1], normal: [0, 1] } }] },
      ['"normal": Use either "uniform" or "normal", not both'],
    ],
    [
      "two schedules",
      { optimizer: { schedule: { exponential: { factor: 0.9 }, cosine: { epochs: 3 } } } },
      ['"cosine": Use either "exponential" or "cosine", not both'],
    ],
  ])("%s", async (_name, changes, expected) => {
    expect(await mistakes(changes)).toEqual(expected);
  });
});

describe("the alternative that is meant", () => {
  it.each<[string, Record<string, unknown>, string[]]>([
    [
      "is told by the key that it needs",
      { generate: "xor", samples: 0.5 },
      ["0.5: data.samples must be a whole number"],
    ],
    ["or by a key that only it has", { samples: 5 }, ['"data": "generate" is missing; it must be "xor"']],
    ["or by a misspelt key", { genrate: "xor" }, ['"genrate": Unknown key "genrate". Did you mean "generate"?']],
    [
      "is not where a key belongs",
      { csv: "a.csv", zzz: 5 },
      ['"zzz": Unknown key "zzz". The known keys here are "csv"'],
    ],
  ])("%s", async (_name, data, beginnings) => {
    const found = await mistakes({ data });
    expect(found.map((mistake, i) => mistake.slice(0, beginnings[i]?.length))).toEqual(beginnings);
  });
});

describe("where no alternative is recognized, all are named", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["no data", { data: {} }, `"data": data must be ${dataForms}; it is empty`],
    ["a file", { data: { file: "iris.csv" } }, `"data": data must be ${dataForms}, not an object like this`],
    [
      "no schedule",
      { optimizer: { schedule: {} } },
      `"schedule": optimizer.schedule must be ${schedules}; it is empty`,
    ],
    [
      "a strange schedule",
      { optimizer: { schedule: { linear: { epochs: 1 } } } },
      `"schedule": optimizer.schedule must be ${schedules}, not an object like this`,
    ],
  ])("%s", async (_name, changes, expected) => {
    expect(await mistakes(changes)).toEqual([expected]);
  });
});
