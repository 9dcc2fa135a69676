import { CodeLens, type Disposable, languages, Range, type TextDocument } from "vscode";
import { formatCounted } from "../format/number-format.ts";
import { writtenExpectations } from "../spec/written-expectations.ts";
import { commandIds } from "./command-ids.ts";
import type { ExpectationTests, Outcome } from "./expectation-tests.ts";
import { offsetOfKey } from "./key-offsets.ts";
import { specLanguage } from "./language.ts";
import { isBroken, rootOf } from "./parsed-spec.ts";

/** Run 3 expectations: 2 ✓ 1 ✗, above the key `expect` of a spec. */
export function registerExpectLens(expectations: ExpectationTests): Disposable {
  /** How many expectations there are in texts as they could be read last: while one is broken, its lens stays. */
  const counts = new WeakMap<TextDocument, number>();

  function countIn(document: TextDocument): number {
    const known = counts.get(document);
    if (known !== undefined && isBroken(document)) return known;
    const root = rootOf(document);
    const count = root ? writtenExpectations(root).length : 0;
    counts.set(document, count);
    return count;
  }

  return languages.registerCodeLensProvider(
    { language: specLanguage },
    {
      onDidChangeCodeLenses: expectations.onDidChangeOutcome,
      provideCodeLenses: (document) => {
        const [offset, count] = [offsetOfKey(document, "expect"), countIn(document)];
        if (offset === null || count === 0) return [];
        const place = document.positionAt(offset);
        const command = {
          title: titleOf(count, expectations.outcome(document.uri)),
          tooltip: "Test in a run of its own whether what is expected comes true",
          command: commandIds.runExpectations,
          arguments: [document.uri],
        };
        return [new CodeLens(new Range(place, place), command)];
      },
    },
  );
}

function titleOf(count: number, { held, failed }: Outcome): string {
  const counts = [held > 0 ? `${held} ✓` : "", failed > 0 ? `${failed} ✗` : ""].filter((text) => text !== "").join(" ");
  const title = `Run ${formatCounted(count, "expectation")}`;
  return counts === "" ? title : `${title}: ${counts}`;
}
