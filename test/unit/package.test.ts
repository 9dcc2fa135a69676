import { readFileSync, statSync } from "node:fs";
import { listFiles, PackageManager } from "@vscode/vsce";
import { describe, expect, it } from "vitest";
import { commandIds } from "../../src/editor/command-ids.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const strings = JSON.parse(readFileSync("package.nls.json", "utf8"));

describe("the packaged extension", () => {
  it("holds only what runs", async () => {
    const files = await listFiles({ packageManager: PackageManager.None });
    expect(files.toSorted()).toEqual([
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
      "language/configuration.json",
      "language/grammar.json",
      "media/icon.png",
      "media/panel-dark.svg",
      "media/panel-light.svg",
      "package.json",
      "package.nls.json",
    ]);
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
    expect(declared.toSorted()).toEqual(Object.values(commandIds).toSorted());
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
      "New Network…",
    ]);
  });
});
