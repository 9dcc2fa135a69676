import { findNodeAtLocation } from "jsonc-parser";
import { CodeLens, type Disposable, languages, Range, type TextDocument } from "vscode";
import { formatCounted } from "../format/number-format.ts";
import { writtenExpectations } from "../spec/written-expectations.ts";
import { commandIds } from "./command-ids.ts";
import type { ExpectationTests, Outcome } from "./expectation-tests.ts";
import { specLanguage } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";

/** What the lens said last of a text, to stay while the text is broken for a moment. */
interface Known {
  readonly count: number;
  readonly line: number;
}

/** Run 3 expectations: 2 ✓ 1 ✗, above the key `expect` of a spec. */
export function registerExpectLens(expectations: ExpectationTests): Disposable {
  const known = new WeakMap<TextDocument, Known>();

  return languages.registerCodeLensProvider(
    { language: specLanguage },
    {
      onDidChangeCodeLenses: expectations.onDidChangeOutcome,
      provideCodeLenses: (document) => {
        const found = lensIn(document, known.get(document));
        if (!found) {
          known.delete(document);
          return [];
        }
        known.set(document, found);
        const command = {
          title: titleOf(found.count, expectations.outcome(document.uri)),
          tooltip: "Test in a run of its own whether what is expected comes true",
          command: commandIds.runExpectations,
          arguments: [document.uri],
        };
        return [new CodeLens(new Range(found.line, 0, found.line, 0), command)];
      },
    },
  );
}

function lensIn(document: TextDocument, last: Known | undefined): Known | undefined {
  const root = rootOf(document);
  const list = root && findNodeAtLocation(root, ["expect"]);
  const key = list?.parent;
  const count = root ? writtenExpectations(root).length : 0;
  if (key && count > 0) return { count, line: document.positionAt(key.offset).line };
  const isEmpty = list?.type === "array" && !list.children?.length;
  return last && !isEmpty && isKeyAt(document, last.line) ? last : undefined;
}

/** While somebody types, the list may be unreadable; where its key still stands, the lens stays. */
function isKeyAt(document: TextDocument, line: number): boolean {
  return line < document.lineCount && /^\s*"expect"\s*:/.test(document.lineAt(line).text);
}

function titleOf(count: number, { held, failed }: Outcome): string {
  const counts = [held > 0 ? `${held} ✓` : "", failed > 0 ? `${failed} ✗` : ""].filter((text) => text !== "").join(" ");
  const title = `Run ${formatCounted(count, "expectation")}`;
  return counts === "" ? title : `${title}: ${counts}`;
}
