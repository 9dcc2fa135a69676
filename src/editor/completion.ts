import {
  CompletionItem,
  CompletionItemKind,
  CompletionList,
  type Disposable,
  languages,
  Range,
  SnippetString,
  type TextDocument,
  type Uri,
  workspace,
} from "vscode";
import type { Platform } from "../platform/platform.ts";
import { type Completion, completionsAt, type FilesBeside } from "../spec/completion/completions.ts";
import { readColumns } from "../spec/csv-reading.ts";
import { dataFilesFor } from "./data-files.ts";
import { folderOf, specLanguage } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";

/** What begins or goes on with a name or a path. */
const triggers = ['"', ".", "["];

/** Offers what the schema cannot know: columns and files, paths to the network's numbers, and layers of the right shape. */
export function registerCompletion(platform: Platform): Disposable {
  return languages.registerCompletionItemProvider(
    { language: specLanguage },
    {
      provideCompletionItems: async (document, position) => {
        const root = rootOf(document);
        if (!root) return undefined;
        const files = filesBeside(document.uri, platform);
        const found = await completionsAt(document.getText(), root, document.offsetAt(position), files);
        const items = found.map((completion) => itemOf(completion, document));
        return new CompletionList(
          items,
          found.some(({ goesOn }) => goesOn),
        );
      },
    },
    ...triggers,
  );
}

const kinds: Readonly<Record<Completion["kind"], CompletionItemKind>> = {
  column: CompletionItemKind.Field,
  file: CompletionItemKind.File,
  path: CompletionItemKind.Property,
  layer: CompletionItemKind.Snippet,
};

function itemOf(
  { kind, label, detail, filter, snippet, range, goesOn }: Completion,
  document: TextDocument,
): CompletionItem {
  const item = new CompletionItem(label, kinds[kind]);
  item.detail = detail;
  item.insertText = new SnippetString(snippet);
  item.filterText = filter;
  item.range = new Range(document.positionAt(range.offset), document.positionAt(range.offset + range.length));
  if (goesOn) item.command = { title: "Suggest", command: "editor.action.triggerSuggest" };
  return item;
}

function filesBeside(spec: Uri, platform: Platform): FilesBeside {
  const open = dataFilesFor(spec, platform);
  return {
    dataFiles: async () => {
      const folder = folderOf(spec);
      const entries = folder ? await workspace.fs.readDirectory(folder).then(undefined, () => []) : [];
      return entries.map(([name]) => name).filter((name) => /\.(csv|tsv|txt)$/i.test(name));
    },
    columns: (file, separator) =>
      open(file)
        .then((opened) => readColumns(opened, separator))
        .catch(() => []),
  };
}
