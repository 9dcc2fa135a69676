import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { listFiles, PackageManager } from "@vscode/vsce";
import { describe, expect, it } from "vitest";
import { findingKinds } from "../../src/core/findings/finding.ts";
import { commandIds, freeCommandIds } from "../../src/editor/command-ids.ts";
import { examples } from "../../src/editor/examples.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const strings = JSON.parse(readFileSync("package.nls.json", "utf8"));

describe("the packaged extension", () => {
  // All files are gone through, also thousands of those that were installed for the bench.
  it("holds only what runs", { timeout: 120_000 }, async () => {
    const files = await listFiles({ packageManager: PackageManager.None });
    expect(files.toSorted()).toEqual(
      [
        "CHANGELOG.md",
        "LICENSE",
        "README.md",
        "dist/extension.browser.js",
        "dist/extension.node.js",
        "dist/nn.schema.json",
        "dist/webview.css",
        "dist/webview.js",
        "dist/worker.browser.js",
        "dist/worker.node.js",
        ...readdirSync("examples")
          .filter((name) => /\.(nn\.json|csv)$/.test(name))
          .map((name) => `examples/${name}`),
        ...findingKinds.map((kind) => `docs/findings/${kind}.md`),
        ...findingKinds.map((kind) => `examples/findings/${kind}.nn.json`),
        "language/configuration.json",
        "language/grammar.json",
        "media/icon.png",
        "media/panel-dark.svg",
        "media/panel-light.svg",
        ...readdirSync("media/walkthrough").map((name) => `media/walkthrough/${name}`),
        "package.json",
        "package.nls.json",
      ].toSorted(),
    );
  });

  it("is smaller than 1 MB", () => {
    expect(statSync("dist/unboxed.vsix").size).toBeLessThan(1_000_000);
  });

  it("has an icon of 128 pixels", () => {
    const png = readFileSync(manifest.icon);
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([128, 128]);
  });
});

describe("the manifest", () => {
  it("has a string for every name it refers to, and no other", () => {
    const used = [...JSON.stringify(manifest).matchAll(/"%([\w.]+)%"/g)].map((match) => match[1]);
    expect(used.toSorted()).toEqual(Object.keys(strings).toSorted());
  });

  it("declares exactly the commands that the code registers", () => {
    const declared = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    expect(declared.toSorted()).toEqual([...Object.values(commandIds), ...Object.values(freeCommandIds)].toSorted());
    const titles = manifest.contributes.commands.map(({ title }: { title: string }) => strings[title.slice(1, -1)]);
    expect(titles).toEqual([
      "Train Network",
      "Step Network",
      "Step Back",
      "Pause Training",
      "Reset Network",
      "Open Training View",
      "Check Gradients",
      "Write Parameters to Spec",
      "Run Expectations",
      "Show This Step as Code",
      "Open Example…",
      "New Network…",
    ]);
  });

  it("bounds the settings as the code does, and describes each", () => {
    const { properties } = manifest.contributes.configuration;
    expect(properties["unboxed.updatesPerSecond"]).toMatchObject({ type: "integer", minimum: 1, maximum: 20 });
    expect(properties["unboxed.numbers.significantDigits"]).toMatchObject({ minimum: 3, maximum: 15 });
    for (const { markdownDescription } of Object.values<{ markdownDescription: string }>(properties)) {
      expect(strings[markdownDescription.slice(1, -1)]).toMatch(/\.$/);
    }
  });
});

describe("the walkthrough", () => {
  const [{ steps }] = manifest.contributes.walkthroughs;

  it("has a picture for every step, in light and dark", () => {
    expect(steps).toHaveLength(5);
    for (const { media } of steps) {
      for (const theme of ["dark", "light", "hc", "hcLight"]) expect(existsSync(media.image[theme])).toBe(true);
    }
  });

  it("has a command to press in every step, that is there, and examples that are there", () => {
    const declared: string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
    for (const { description } of steps) {
      const links = [...strings[description.slice(1, -1)].matchAll(/\]\(command:([\w.]+)(?:\?([^)]+))?\)/g)];
      expect(links.length).toBeGreaterThan(0);
      for (const [, command, argument] of links) {
        expect(declared).toContain(command);
        if (command !== freeCommandIds.openExample) continue;
        const [id] = JSON.parse(decodeURIComponent(argument));
        expect(examples.map((example) => example.id)).toContain(id);
      }
    }
  });
});

describe("the examples that can be opened", () => {
  it("are all that there are, by their titles, with their data", () => {
    const specs = readdirSync("examples").filter((name) => name.endsWith(".nn.json"));
    expect(examples.map(({ id }) => `${id}.nn.json`).toSorted()).toEqual(specs);
    for (const { id, title, data } of examples) {
      const text = readFileSync(`examples/${id}.nn.json`, "utf8");
      expect(text).toContain(`"title": "${title}"`);
      expect(/"csv": "([^"]+)"/.exec(text)?.[1]).toBe(data);
    }
  });
});
