import { expect, it } from "vitest";
import type { TextDocument, TextDocumentContentChangeEvent } from "vscode";
import { followChanges, offsetOfKey } from "../../../src/editor/key-offsets.ts";

/** A document that can be typed into, as VS Code tells of it. */
function documentWith(text: string) {
  let version = 1;
  const document = {
    get version() {
      return version;
    },
    getText: () => text,
  } as unknown as TextDocument;
  return {
    document,
    text: () => text,
    replace: (old: string, replacement: string) => {
      const rangeOffset = text.indexOf(old);
      text = text.replace(old, () => replacement);
      version++;
      const change = { rangeOffset, rangeLength: old.length, text: replacement };
      followChanges(document, [change as TextDocumentContentChangeEvent]);
    },
  };
}

const spec = `{
  "title": "A chain",
  "layers": [{ "units": 1 }],
  "data": [{ "x": 1, "t": 1 }]
}`;

it("a key is found where it stands, and is not where it is not", () => {
  const { document } = documentWith(spec);
  expect(offsetOfKey(document, "layers")).toBe(spec.indexOf('"layers"'));
  expect(offsetOfKey(document, "expect")).toBeNull();
});

it("while the text is broken, a key stays where it was, moved by what is typed before it", () => {
  const { document, replace, text } = documentWith(spec);
  const at = () => text().slice(offsetOfKey(document, "layers") ?? 0, (offsetOfKey(document, "layers") ?? 0) + 8);
  expect(at()).toBe('"layers"');
  // A quote that is not closed yet swallows the keys after it.
  replace('"A chain"', '"A chain');
  expect(at()).toBe('"layers"');
  replace('"title"', '// A comment\n  "title"');
  expect(at()).toBe('"layers"');
  replace('"units": 1', '"units": 12');
  expect(at()).toBe('"layers"');
  replace('"A chain', '"A chain"');
  expect(at()).toBe('"layers"');
  expect(offsetOfKey(document, "layers")).toBe(text().indexOf('"layers"'));
});

it("a key that was taken out of a text that is whole is forgotten", () => {
  const { document, replace } = documentWith(spec);
  offsetOfKey(document, "data");
  replace(',\n  "data": [{ "x": 1, "t": 1 }]', "");
  expect(offsetOfKey(document, "data")).toBeNull();
  replace('"title"', '"title');
  expect(offsetOfKey(document, "data")).toBeNull();
});

it("a key whose place is replaced while the text is broken is where the replacement begins", () => {
  const { document, replace, text } = documentWith(spec);
  offsetOfKey(document, "layers");
  replace('"A chain"', '"A chain');
  replace('"layers": [{', "[");
  expect(offsetOfKey(document, "layers")).toBe(text().indexOf("[ "));
});
