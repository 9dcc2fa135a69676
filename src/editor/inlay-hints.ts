import {
  Disposable,
  EventEmitter,
  InlayHint,
  type InlayHintsProvider,
  languages,
  type Range,
  type TextDocument,
  type TextEditor,
  workspace,
} from "vscode";
import { onCalmChange } from "./calm-changes.ts";
import { changedKeysNow } from "./changed-keys.ts";
import { type InlineValue, inlineValues, toldStep } from "./inline-values.ts";
import { specLanguage } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import { affects, figuresFor, showsInlineValues } from "./settings.ts";
import type { SpecRuns } from "./spec-runs.ts";
import { visibleSpecEditors } from "./visible-specs.ts";

/** The values of a run's last step, behind the numbers, layers, loss and learning rate of its spec. */
export function registerInlayHints(runs: SpecRuns): Disposable {
  const didChange = new EventEmitter<void>();
  const provider: InlayHintsProvider<ValueHint> = {
    onDidChangeInlayHints: didChange.event,
    provideInlayHints: (document, range) => hintsIn(document, range, runs),
    resolveInlayHint: (hint) => {
      hint.tooltip = hint.value.tooltip();
      return hint;
    },
  };
  return Disposable.from(
    didChange,
    languages.registerInlayHintsProvider({ language: specLanguage }, provider),
    onCalmChange(runs, () => didChange.fire()),
    workspace.onDidChangeConfiguration((change) => {
      const concerns = ({ document: { uri } }: TextEditor) =>
        affects(change, "inlineValues", uri) || affects(change, "significantDigits", uri);
      if (visibleSpecEditors().some(concerns)) didChange.fire();
    }),
  );
}

/** A hint, and what it tells. */
type ValueHint = InlayHint & { readonly value: InlineValue };

function hintsIn(document: TextDocument, range: Range, runs: SpecRuns): ValueHint[] {
  const { uri } = document;
  const specRun = runs.existing(uri);
  const step = specRun && toldStep(specRun.run);
  if (!step || !showsInlineValues(uri)) return [];
  const root = rootOf(document);
  if (!root) return [];
  const start = document.offsetAt(range.start);
  const stretch = { offset: start, length: document.offsetAt(range.end) - start };
  const changed = changedKeysNow(document, specRun);
  const values = inlineValues(root, document.getText(), stretch, step, changed, figuresFor(uri));
  return values.map((value) => {
    const hint = new InlayHint(document.positionAt(value.offset), value.label);
    hint.paddingLeft = true;
    return Object.assign(hint, { value });
  });
}
