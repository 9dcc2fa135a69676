import { spawnSync } from "node:child_process";
import { existsSync, linkSync, mkdirSync, openSync, readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { folderWith, sizedFile, unboxed, unboxedIn, unboxedJson } from "../support/command-line.ts";

describe("a data file", () => {
  const withData = (csv: string) => ({ inputs: ["x"], layers: [{ units: 1 }], data: { csv, target: "t" } });
  const good = "x,t\n1,2\n";

  function complaint(csv: string, arrange: (folder: string) => void): string {
    const folder = folderWith({ "outside.csv": good });
    const own = join(folder, "own");
    mkdirSync(own);
    writeFileSync(join(own, "a.nn.json"), JSON.stringify(withData(csv)));
    arrange(own);
    const [{ diagnostics }] = JSON.parse(unboxed("check", "--json", join(own, "a.nn.json")).stdout);
    return diagnostics.map(({ message }: { message: string }) => message).join("\n");
  }

  it("may lie beside the spec, below it, or behind a link that stays there", () => {
    expect(complaint("a.csv", (own) => writeFileSync(join(own, "a.csv"), good))).toBe("");
    const below = (own: string) => {
      mkdirSync(join(own, "data"));
      writeFileSync(join(own, "data", "a.csv"), good);
      symlinkSync(join(own, "data", "a.csv"), join(own, "link.csv"));
    };
    expect(complaint("data/a.csv", below)).toBe("");
    expect(complaint("link.csv", below)).toBe("");
    expect(complaint("hard.csv", (own) => linkSync(join(own, "..", "outside.csv"), join(own, "hard.csv")))).toBe("");
  });

  it.each<[string, string, (own: string) => void, string]>([
    [
      "outside",
      "../outside.csv",
      () => undefined,
      "../outside.csv lies outside the folder that this spec may read; copy it there",
    ],
    [
      "an absolute path",
      "/etc/passwd",
      () => undefined,
      "/etc/passwd lies outside the folder that this spec may read; copy it there",
    ],
    [
      "a link that leads out",
      "link.csv",
      (own) => symlinkSync(join(own, "..", "outside.csv"), join(own, "link.csv")),
      "link.csv cannot be read: it is a link that leads outside the folder; copy the file there",
    ],
    ["missing", "none.csv", () => undefined, "none.csv cannot be read: there is no such file"],
    ["a folder", "sub", (own) => mkdirSync(join(own, "sub")), "sub cannot be read: it is a folder"],
    [
      "300 MB",
      "big.csv",
      (own) => sizedFile(join(own, "big.csv"), 300 * 1024 * 1024),
      "big.csv cannot be read: it is 300 MB large; at most 256 MB are read. Leave out some of its rows, or columns that the spec does not use",
    ],
  ])("that is %s is refused", (_name, csv, arrange, message) => {
    expect(complaint(csv, arrange)).toBe(message);
  });
});

describe("arguments", () => {
  it.each<[string[], string]>([
    [["learn", "a"], 'Unknown command "learn"; there are train, step, check, predict, init'],
    [["train"], "One .nn.json file is expected; see unboxed --help"],
    [["train", "a", "b"], "One .nn.json file is expected; see unboxed --help"],
    [["train", "a", "--steps", "0"], '--steps takes a whole number of at least 1, not "0"'],
    [["train", "a", "--steps", ""], '--steps takes a whole number of at least 1, not ""'],
    [["train", "a", "--epochs", "1.5"], '--epochs takes a whole number of at least 1, not "1.5"'],
    [["train", "a", "--steps", "1", "--epochs", "1"], "Give --steps or --epochs, not both"],
    [["step", "a", "--at", "x"], '--at takes a whole number of at least 1, not "x"'],
    [["step", "a", "--sample", "0"], '--sample takes a whole number of at least 1, not "0"'],
    [["check"], "At least one .nn.json file is expected; see unboxed check --help"],
    [["predict", "a"], "Say what to predict from, for example --input 1,2"],
    [
      ["predict", "a", "--input", "1", "--steps", "-1"],
      "Option '--steps' argument is ambiguous; a value that begins with a dash goes like this: --steps=-1",
    ],
    [["predict", "a", "--input", "1", "--steps=-1"], '--steps takes a whole number of at least 0, not "-1"'],
    [["train", "a", "--fast"], "Unknown option '--fast'"],
    [["init", "a", "b", "c"], 'There is no kind of spec "a"; there are chain, xor, classification, regression, csv'],
  ])("%j are refused in one line", (args, message) => {
    expect(unboxed(...args)).toEqual({ status: 2, stdout: "", stderr: `unboxed: ${message}\n` });
  });
});

it("--version prints the version", () => {
  const { version } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(unboxed("--version")).toEqual({ status: 0, stdout: `${version}\n`, stderr: "" });
});

it.runIf(existsSync("/dev/full"))("output to a full disk is refused in one line", () => {
  for (const args of [["--help"], ["step", "examples/chain.nn.json"], ["check", "examples/chain.nn.json", "--json"]]) {
    const { status, stderr } = spawnSync(process.execPath, ["dist/cli.js", ...args], {
      encoding: "utf8",
      stdio: ["ignore", openSync("/dev/full", "w"), "pipe"],
    });
    expect({ status, stderr }).toEqual({
      status: 2,
      stderr: "unboxed: the output cannot be written: there is no space left\n",
    });
  }
});

describe("control characters in names", () => {
  // Each begins a command to the terminal: ESC [ and its one-byte form.
  const [escapeCode, introducer] = ["\u001b", "\u009b"];
  const bad = (name: string) => `${name}${escapeCode}]0;owned${introducer}2J`;
  const folder = folderWith({
    "a.nn.json": {
      title: bad("title"),
      inputs: [bad("x")],
      layers: [
        { units: 2, name: bad("hidden") },
        { units: 2, name: bad("output"), activation: "softmax" },
      ],
      data: { csv: "a.csv", target: "kind" },
    },
    "a.csv": `${bad("x")},kind\n1,${bad("cat")}\n2,${bad("dog")}\n`,
    "broken.nn.json": { [bad("key")]: 1 },
  });
  const file = join(folder, "a.nn.json");

  it.each([
    [["train", file], "hidden"],
    [["step", file], "hidden"],
    [["step", file, "--parameter", "layers.0.biases[0]"], ""],
    [["check", file], ""],
    [["predict", file, "--input", "1"], "cat"],
    [["check", join(folder, "broken.nn.json")], "key"],
    [["train", join(folder, "broken.nn.json")], "key"],
    [["train", bad("none")], "none"],
    [[bad("verb")], "verb"],
  ])("%j are shown, not sent", (args, name) => {
    for (const more of [[], ["--json"]]) {
      for (const env of [{}, { FORCE_COLOR: "1" }]) {
        const { stdout, stderr } = unboxedIn({ env }, ...args, ...more);
        expect(stdout + stderr).not.toContain(`${escapeCode}]`);
        expect(stdout + stderr).not.toContain(introducer);
        if (name !== "") expect(stdout + stderr).toContain(`${name}\\u001b]0;owned\\u009b2J`);
      }
    }
  });

  it("are the same in the JSON", () => {
    const [{ outputs, inputs }] = unboxedJson("predict", file, "--input", "1").predictions;
    expect(Object.keys(inputs)).toEqual([bad("x")]);
    expect(Object.keys(outputs)).toEqual([bad("cat"), bad("dog")]);
  });
});

describe("help", () => {
  const verbs = ["train", "step", "check", "predict", "init"];

  it("tells of every command and the exit status", () => {
    const { status, stdout } = unboxed("--help");
    expect(status).toBe(0);
    for (const verb of verbs) expect(stdout).toMatch(new RegExp(`^  ${verb} .*\n      \\S.*\\.$`, "m"));
    expect(stdout).toContain("Exit status: 0 ");
    expect(unboxed("help")).toEqual(unboxed("--help"));
    expect(unboxed()).toEqual({ status: 2, stdout, stderr: "" });
  });

  it.each(verbs)("on %s tells of its options and its exit status", (verb) => {
    const { status, stdout, stderr } = unboxed(verb, "--help");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(new RegExp(`^Usage: unboxed ${verb} `));
    expect(stdout).toMatch(/\nExit status: 0 [^;]+; .*2 /);
    expect(unboxed(verb, "anything", "-h").stdout).toBe(stdout);
    expect(unboxed("help", verb).stdout).toBe(stdout);
    // Each option that the first line names is explained further down.
    const [usage, ...rest] = stdout.split("\n");
    for (const option of usage.match(/--[a-z]+/g) ?? [])
      expect(rest.join("\n")).toMatch(new RegExp(`^  ${option} `, "m"));
  });

  it("fits into 120 columns", () => {
    for (const args of [[], ...verbs.map((verb) => [verb])]) {
      for (const line of unboxed(...args, "--help").stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(120);
    }
  });
});
