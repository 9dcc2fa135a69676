import { describe, expect, it } from "vitest";
import { loadWith, mistakesOf, textWith } from "./loading.ts";

const files: Readonly<Record<string, string>> = {
  "good.csv": "a,b,y\n1,2,3\n4,5,6\n",
  "default.csv": "a,b,t\n1,2,3\n",
  "numbered.csv": "x1,x2,t\n1,2,3\n",
  "one-class.csv": "a,b,cls\n1,2,no\n3,4,no\n",
  "semicolons.csv": "\uFEFFa;b;t\n1,5;2;3\n",
  "tabs.csv": "a\tb\tt\n1\t2\t3\n",
  "wide.csv": `${Array.from({ length: 20 }, (_, i) => `column${i}`).join(",")}\n${"1,".repeat(19)}1\n`,
  "inputs.csv": "a,b\n1,2\n",
  "twice.csv": "a,b,a,t\n1,2,3,4\n",
  "twice-unused.csv": "a,b,t,note,note\n1,2,3,x,y\n",
  "latin1.csv": "a,b,town\n1,2,Bonn\n3,4,K\uFFFDln\n",
  "utf16.csv": "\uFFFD\uFFFDa\u0000,\u0000b\u0000",
  "hole.csv": "a,b,cls\n1,2,no\n3,4,\n5,6,yes\n",
  "holes.csv": "a,b,cls\n1,2,\n3,4,\n",
};

const csv = (data: object, changes = {}) => textWith({ data, ...changes });
const mistakes = (text: string) => mistakesOf(text, files);

describe("a csv file that does not have what the spec names", () => {
  it.each<[string, object, object, string]>([
    [
      "one class for one output",
      { csv: "one-class.csv", target: "cls" },
      {},
      '"cls": "cls" has only one class (no); two are needed, or there is nothing to tell apart',
    ],
    [
      "one class for two outputs",
      { csv: "one-class.csv", target: "cls" },
      { layers: [{ units: 2 }] },
      '"cls": "cls" has only one class (no); two are needed, or there is nothing to tell apart',
    ],
    [
      "a target among the inputs",
      { csv: "good.csv", target: "a" },
      {},
      '"a": "a" is one of the inputs; name another column to predict, or remove it from "inputs"',
    ],
    [
      "an input with the target's name",
      { csv: "default.csv" },
      { inputs: ["a", "t"] },
      '"t": "t" is also what a target is called unless the spec names it; add "targets" with other names, such as "targets": ["y"]',
    ],
    [
      "a column that none is like",
      { csv: "good.csv", target: "y" },
      { inputs: ["a", "height"] },
      '"height": good.csv has no column "height". Its columns are "a", "b" and "y"',
    ],
    [
      "a column in capitals",
      { csv: "good.csv", target: "y" },
      { inputs: ["a", "B"] },
      '"B": good.csv has no column "B". Did you mean "b"?',
    ],
    [
      "a column of many",
      { csv: "wide.csv", target: "column19" },
      { inputs: ["zebra"] },
      '"zebra": wide.csv has no column "zebra". Its columns are "column0", "column1", "column2", "column3", "column4", "column5", "column6", "column7", …',
    ],
    [
      "cells between semicolons",
      { csv: "semicolons.csv" },
      {},
      '"semicolons.csv": The cells of semicolons.csv seem to be separated by ";"; write "separator": ";" in "data"',
    ],
    [
      "cells between tabs",
      { csv: "tabs.csv" },
      {},
      '"tabs.csv": The cells of tabs.csv seem to be separated by "\\t"; write "separator": "\\t" in "data"',
    ],
    [
      "another separator than the spec's",
      { csv: "good.csv", separator: ";", target: "y" },
      {},
      '";": The cells of good.csv seem to be separated by ","; write "separator": "," in "data"',
    ],
    [
      "numbered inputs",
      { csv: "good.csv", target: "y" },
      { inputs: 2 },
      '"inputs": List the columns to learn from by their names, such as "inputs": ["a", "b"]. The columns of good.csv are "a", "b" and "y"',
    ],
    [
      "no target",
      { csv: "good.csv" },
      {},
      '"good.csv": Add to "data" which column to predict, such as "target": "y". The columns of good.csv that are no inputs: "y"',
    ],
    [
      "no target for several outputs",
      { csv: "good.csv" },
      { layers: [{ units: 3 }] },
      '"good.csv": Add to "data" which column to predict, such as "target": "y". The columns of good.csv that are no inputs: "y"',
    ],
    [
      "nothing left as the target",
      { csv: "inputs.csv" },
      {},
      '"inputs.csv": All columns of inputs.csv are inputs: remove one from "inputs" and add it to "data" as "target"',
    ],
    ["two columns of a name", { csv: "twice.csv" }, {}, '"a": twice.csv has 2 columns "a"; give each its own name'],
    [
      "another encoding",
      { csv: "latin1.csv", target: "town" },
      {},
      '"latin1.csv": latin1.csv is not UTF-8 text; save it with the encoding UTF-8',
    ],
    ["UTF-16", { csv: "utf16.csv" }, {}, '"utf16.csv": utf16.csv is not UTF-8 text; save it with the encoding UTF-8'],
    [
      "an empty cell among two classes",
      { csv: "hole.csv", target: "cls" },
      {},
      '"hole.csv": "cls" is empty; give it a class',
    ],
  ])("%s", async (_name, data, changes, expected) => {
    expect(await mistakes(csv(data, changes))).toEqual([expected]);
  });

  it("says where a character cannot be read", async () => {
    const { diagnostics } = await loadWith(csv({ csv: "latin1.csv", target: "town" }), files);
    expect(diagnostics[0].source).toEqual({ file: "latin1.csv", line: 3, column: 6 });
  });

  it("has a mistake for each empty class, and no more", async () => {
    expect(await mistakes(csv({ csv: "holes.csv", target: "cls" }))).toHaveLength(2);
  });
});

describe("a csv file may have", () => {
  it.each<[string, object, object]>([
    ["columns named as numbered inputs are", { csv: "numbered.csv" }, { inputs: 2 }],
    ["a column named as a target is by default", { csv: "default.csv" }, {}],
    ["columns of the same name that nobody uses", { csv: "twice-unused.csv" }, {}],
  ])("%s", async (_name, data, changes) => {
    const { spec } = await loadWith(csv(data, changes), files);
    expect(spec).not.toBeNull();
  });
});
