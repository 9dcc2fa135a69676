import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { starters } from "../../src/spec/starters.ts";
import { folderWith, unboxedIn } from "../support/command-line.ts";

const kinds = Object.keys(starters);

describe.each(kinds)("the kind %s", (kind) => {
  it("is a spec that runs, and what it expects comes true", () => {
    const folder = folderWith({});
    const { status, stdout, stderr } = unboxedIn({ folder }, "init", kind);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toContain(`Wrote ${kind}.nn.json`);
    expect(stdout).toContain(`npx unboxed train ${kind}.nn.json`);
    const checked = unboxedIn({ folder }, "check", `${kind}.nn.json`);
    expect(checked).toMatchObject({ status: 0, stderr: "" });
    // Nothing but the two lines on gradients and expectations: no mistake, no warning.
    expect(checked.stdout).toMatch(/^.*: gradients: .*\n.* expectations? holds?, gradients right .*\n$/);
    const { findings, state } = JSON.parse(unboxedIn({ folder }, "train", `${kind}.nn.json`, "--json").stdout);
    expect({ findings, state }).toEqual({ findings: [], state: "finished" });
  });

  it("begins with a comment, and fits into 120 columns", () => {
    const lines = starters[kind].text.split("\n");
    expect(lines[0]).toMatch(/^\/\/ \S/);
    for (const line of lines) expect(line.length).toBeLessThanOrEqual(120);
  });
});

it("writes the chain unless another kind is named", () => {
  const folder = folderWith({});
  expect(unboxedIn({ folder }, "init").stdout).toContain("Wrote chain.nn.json: ");
  expect(readFileSync(join(folder, "chain.nn.json"), "utf8")).toBe(starters.chain.text);
});

it("writes where it is told, with the data beside it", () => {
  const folder = folderWith({});
  const file = join(folder, "mine.nn.json");
  expect(unboxedIn({}, "init", "csv", file).stdout).toContain(`Wrote ${file} and ${join(folder, "fruit.csv")}: `);
  expect(readFileSync(file, "utf8")).toBe(starters.csv.text);
  expect(unboxedIn({}, "init", join(folder, "own.nn.json")).stdout).toContain("own.nn.json: ");
  expect(readFileSync(join(folder, "own.nn.json"), "utf8")).toBe(starters.chain.text);
});

it.skipIf(process.platform === "win32").each([
  ["my net.nn.json", "'my net.nn.json'"],
  ["Bob's $HOME.nn.json", "'Bob'\\''s $HOME.nn.json'"],
  ["größe-1.nn.json", "größe-1.nn.json"],
])("suggests commands that a shell understands: %s", (file, argument) => {
  const folder = folderWith({});
  const { stdout } = unboxedIn({ folder }, "init", "xor", file);
  expect(stdout).toContain(`Wrote ${file}: `);
  for (const verb of ["step", "train", "check"]) expect(stdout).toContain(`  npx unboxed ${verb} ${argument}    `);
});

it("--list prints every kind, and writes nothing", () => {
  const folder = folderWith({});
  const { stdout, status } = unboxedIn({ folder }, "init", "--list");
  expect(status).toBe(0);
  const lines = stdout.trimEnd().split("\n");
  expect(lines).toHaveLength(kinds.length);
  for (const [k, line] of lines.entries()) {
    expect(line.trim()).toMatch(new RegExp(`^${kinds[k]} +\\S`));
    expect(line).toContain(starters[kinds[k]].summary);
  }
  expect(readdirSync(folder)).toEqual([]);
});

describe("never", () => {
  it("overwrites a spec", () => {
    const folder = folderWith({ "chain.nn.json": "mine" });
    expect(unboxedIn({ folder }, "init", "chain")).toEqual({
      status: 2,
      stdout: "",
      stderr:
        "unboxed: chain.nn.json cannot be written: it is there already, and nothing is overwritten; give another name\n",
    });
    expect(readFileSync(join(folder, "chain.nn.json"), "utf8")).toBe("mine");
  });

  it("overwrites data, and then writes no spec either", () => {
    const folder = folderWith({ "fruit.csv": "mine" });
    // Another name for the spec would not help: the data's name stands in it.
    expect(unboxedIn({ folder }, "init", "csv", "other.nn.json").stderr).toBe(
      "unboxed: fruit.csv cannot be written: it is there already, and nothing is overwritten; choose another folder\n",
    );
    expect(existsSync(join(folder, "other.nn.json"))).toBe(false);
    expect(unboxedIn({ folder }, "init", "csv").status).toBe(2);
    expect(readFileSync(join(folder, "fruit.csv"), "utf8")).toBe("mine");
    expect(existsSync(join(folder, "csv.nn.json"))).toBe(false);
  });
});

it.each<[string[], string]>([
  [["cats"], 'There is no kind of spec "cats"; there are chain, xor, classification, regression, csv'],
  [["toString"], 'There is no kind of spec "toString"; there are chain, xor, classification, regression, csv'],
  [["xor", "xor.json"], 'The name of a spec ends in .nn.json, unlike "xor.json"'],
  [["xor", "a.nn.json", "b.nn.json"], "One kind and one file are expected; see unboxed init --help"],
  [["xor", "none/a.nn.json"], "none/a.nn.json cannot be written: there is no such folder"],
])("%j is refused", (args, message) => {
  const folder = folderWith({});
  expect(unboxedIn({ folder }, "init", ...args)).toEqual({ status: 2, stdout: "", stderr: `unboxed: ${message}\n` });
  expect(readdirSync(folder)).toEqual([]);
});
