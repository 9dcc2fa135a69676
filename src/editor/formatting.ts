import { Disposable, type FormattingOptions, languages, Range, type TextDocument, TextEdit } from "vscode";
import type { TextRange } from "../spec/diagnostic.ts";
import { formatSpec } from "../spec/format-spec.ts";
import { specLanguage } from "./language.ts";

/**
 * Format Document and Format Selection for specs. VS Code's JSON service would write each number of a matrix on a line
 * of its own; package.json makes this formatter the default one, so that nobody is asked which of the two is meant.
 */
export function registerFormatting(): Disposable {
  const selector = { language: specLanguage };
  return Disposable.from(
    languages.registerDocumentFormattingEditProvider(selector, {
      provideDocumentFormattingEdits: (document, options) => editsOf(document, options),
    }),
    languages.registerDocumentRangeFormattingEditProvider(selector, {
      provideDocumentRangeFormattingEdits: (document, { start, end }, options) => {
        const offset = document.offsetAt(start);
        return editsOf(document, options, { offset, length: document.offsetAt(end) - offset });
      },
    }),
  );
}

function editsOf(document: TextDocument, options: FormattingOptions, part?: TextRange): TextEdit[] {
  return formatSpec(document.getText(), options, part).map(({ offset, length, text }) => {
    const range = new Range(document.positionAt(offset), document.positionAt(offset + length));
    return new TextEdit(range, text);
  });
}
