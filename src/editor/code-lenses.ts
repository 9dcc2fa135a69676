import { findNodeAtLocation } from "jsonc-parser";
import {
  CodeLens,
  type CodeLensProvider,
  Disposable,
  EventEmitter,
  languages,
  Range,
  type TextDocument,
  Uri,
  window,
  workspace,
} from "vscode";
import { trainingSamples } from "../core/steps.ts";
import type { LoadedSpec } from "../spec/load.ts";
import { followChanges, offsetOfKey } from "./key-offsets.ts";
import { folderOf, isSpec, specLanguage } from "./language.ts";
import { type DataSummary, dataLenses, type LensText, runLenses } from "./lens-texts.ts";
import { rootOf } from "./parsed-spec.ts";
import { affects, figuresFor } from "./settings.ts";
import type { SpecChecks } from "./spec-checks.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";
import { steadily } from "./steady.ts";
import { isVisible } from "./visible-specs.ts";

/**
 * What can be done with a run and where it stands, above the layers of a spec; above its data, what they are. While the
 * text is broken, and until it can be read again, the lenses stay as they were.
 */
export function registerCodeLenses(runs: SpecRuns, checks: SpecChecks): Disposable {
  const didChange = new EventEmitter<void>();
  /** What the lenses of a spec said when they were last given, or were told to be asked for. */
  const told = new Map<string, string>();
  const summaries = new Map<string, DataSummary>();
  const ofRun = steadily(({ uri, run, changed }: SpecRun) => {
    const snapshot = run.snapshot();
    return runLenses(snapshot && { ...snapshot, changed: changed() }, figuresFor(uri).number);
  });

  function textsOf(uri: Uri): { readonly layers: readonly LensText[]; readonly data: readonly LensText[] } {
    const specRun = runs.existing(uri);
    const summary = summaries.get(uri.toString());
    return {
      layers: specRun ? ofRun(specRun) : runLenses(null, figuresFor(uri).number),
      data: summary ? dataLenses(summary) : [],
    };
  }

  /**
   * Has the lenses shown anew, unless they say what they said before or nobody sees them. Once for each text: VS Code
   * waits for a quarter of a second without such news before it asks for them.
   */
  function update(uri: Uri): void {
    const key = uri.toString();
    if (!told.has(key) || !isVisible(uri)) return;
    const texts = JSON.stringify(textsOf(uri));
    if (told.get(key) === texts) return;
    told.set(key, texts);
    didChange.fire();
  }

  const provider: CodeLensProvider = {
    onDidChangeCodeLenses: didChange.event,
    provideCodeLenses: (document) => {
      const texts = textsOf(document.uri);
      told.set(document.uri.toString(), JSON.stringify(texts));
      return [...lensesAt(document, "layers", texts.layers), ...lensesAt(document, "data", texts.data)];
    },
  };

  return Disposable.from(
    didChange,
    languages.registerCodeLensProvider({ language: specLanguage }, provider),
    runs.onDidChange(({ uri }) => update(uri)),
    checks.onDidCheck(({ document, loaded }) => {
      const summary = summaryOf(document, loaded);
      if (summary) summaries.set(document.uri.toString(), summary);
      update(document.uri);
    }),
    workspace.onDidChangeConfiguration((change) => {
      for (const { document } of window.visibleTextEditors) {
        if (affects(change, "significantDigits", document.uri)) update(document.uri);
      }
    }),
    workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (isSpec(document)) followChanges(document, contentChanges);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      told.delete(uri.toString());
      summaries.delete(uri.toString());
    }),
  );
}

/** Lenses above the line of a key of the spec. */
function lensesAt(document: TextDocument, key: string, texts: readonly LensText[]): CodeLens[] {
  const offset = offsetOfKey(document, key);
  if (offset === null) return [];
  const position = document.positionAt(offset);
  const place = new Range(position, position);
  return texts.map(({ title, tooltip, command, file }) => {
    const about = file === undefined ? document.uri : Uri.joinPath(folderOf(document.uri) ?? document.uri, file);
    return new CodeLens(place, { title, tooltip, command: command ?? "", arguments: [about] });
  });
}

/** What the data of a spec are; null where it cannot be read. */
function summaryOf(document: TextDocument, { spec }: LoadedSpec): DataSummary | null {
  if (!spec) return null;
  const { samples } = spec.data;
  const root = rootOf(document);
  const csv: unknown = root && findNodeAtLocation(root, ["data", "csv"])?.value;
  return {
    samples,
    heldOut: samples - trainingSamples(spec),
    inputs: spec.inputs.length,
    targets: spec.targets.length,
    csv: typeof csv === "string" ? csv : null,
  };
}
