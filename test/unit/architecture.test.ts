import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { expect, it } from "vitest";

/** Which rooms each room may import from, beside itself: docs/architecture.md draws it. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  "src/core": ["src/format"],
  "src/format": [],
  "src/kernels": ["src/core"],
  "src/spec": ["src/core", "src/format"],
  "src/run": ["src/core", "src/spec"],
  "src/platform": ["src/run", "src/kernels"],
  "src/editor": ["src/core", "src/format", "src/spec", "src/run", "src/platform"],
  "src/panel": ["src/core", "src/run", "src/editor"],
  "src/cli": ["src/core", "src/format", "src/kernels", "src/spec", "src/run"],
  webview: ["src/core", "src/format", "src/run"],
};

/** Which packages each room may use. */
const packages: Readonly<Record<string, RegExp>> = {
  "src/core": /^$/,
  "src/format": /^$/,
  "src/kernels": /^unboxed:kernels$/,
  "src/spec": /^(typebox|jsonc-parser|d3-dsv|fastest-levenshtein)/,
  "src/run": /^$/,
  "src/platform": /^(vscode|node:.*)$/,
  "src/editor": /^(vscode|jsonc-parser)$/,
  "src/panel": /^vscode$/,
  "src/cli": /^(node:.*|cli-progress)$/,
  webview: /^(preact|@preact\/signals|chart\.js|d3-contour|d3-scale)/,
};

function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^(?:import|export)[^"';]*from "([^"]+)"/gm)].map((match) => match[1]);
}

function filesIn(room: string): string[] {
  return readdirSync(room, { recursive: true, encoding: "utf8" })
    .filter((name) => /\.tsx?$/.test(name))
    .map((name) => join(room, name));
}

function roomOf(file: string): string | undefined {
  return Object.keys(allowed).find((room) => file.startsWith(`${room}/`));
}

it.each(Object.keys(allowed))("%s imports only what lies below it", (room) => {
  const files = filesIn(room);
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) {
    for (const target of importsOf(file)) {
      if (target.startsWith(".")) {
        const other = roomOf(normalize(join(dirname(file), target)));
        expect([room, ...allowed[room]], `${file} imports ${target}`).toContain(other);
      } else {
        expect(target, `${file} imports ${target}`).toMatch(packages[room]);
      }
    }
  }
});
