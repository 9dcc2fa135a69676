import { Disposable, EventEmitter, Uri, ViewColumn, window, workspace } from "vscode";
import { mostGeneratedParameters } from "../core/generated/generated-engine.ts";
import { stepCode } from "../core/generated/step-code.ts";
import { stepNotes } from "../core/generated/step-notes.ts";
import { parameterCount, type Spec } from "../core/spec.ts";
import { formatCount } from "../format/number-format.ts";
import { specExtension } from "../spec/file-name.ts";
import { fileNameOf } from "./language.ts";
import { figuresFor } from "./settings.ts";
import { type SpecRun, type SpecRuns, tellOfProblems } from "./spec-runs.ts";

/** Documents of this scheme are made here: they are read-only, and nobody is asked to save them. */
const scheme = "unboxed-step";

/** The code of a run's last step, in an editor. */
export interface StepCodeDocuments extends Disposable {
  readonly show: (specRun: SpecRun) => Promise<void>;
}

/** What shows the last step of a tiny network as code, with its numbers. The code follows the run when it stands still. */
export function createStepCodeDocuments(runs: SpecRuns): StepCodeDocuments {
  const texts = new Map<string, string>();
  const didChange = new EventEmitter<Uri>();

  /** Writes the text anew; returns whether there is one. */
  function update(specRun: SpecRun): boolean {
    const spec = specRun.spec();
    if (!spec || parameterCount(spec) > mostGeneratedParameters) return false;
    const address = addressFor(specRun.uri);
    texts.set(address.toString(), textOf(specRun, spec));
    didChange.fire(address);
    return true;
  }

  const following = runs.onDidChange((specRun) => {
    const isOpen = texts.has(addressFor(specRun.uri).toString());
    if (isOpen && specRun.run.snapshot()?.state !== "running") update(specRun);
  });
  const closing = workspace.onDidCloseTextDocument(({ uri }) => texts.delete(uri.toString()));
  const providing = workspace.registerTextDocumentContentProvider(scheme, {
    onDidChange: didChange.event,
    provideTextDocumentContent: async (address) => {
      // After a reload of the window its tab is there, but no text yet.
      const specRun = runs.of(Uri.parse(address.query));
      if (!texts.has(address.toString()) && (await specRun.open())) update(specRun);
      return texts.get(address.toString());
    },
  });

  return {
    show: async (specRun) => {
      if (!(await specRun.open())) {
        await tellOfProblems(specRun.uri, specRun.problems());
        return;
      }
      if (!update(specRun)) {
        void window.showInformationMessage(tooLarge(specRun));
        return;
      }
      const document = await workspace.openTextDocument(addressFor(specRun.uri));
      await window.showTextDocument(document, ViewColumn.Beside);
    },
    dispose: () => Disposable.from(following, closing, providing, didChange).dispose(),
  };
}

/** The name that the tab shows, with the spec's address behind it. */
function addressFor(spec: Uri): Uri {
  const name = fileNameOf(spec).replace(specExtension, "");
  return Uri.from({ scheme, path: `/${name} step.js`, query: spec.toString() });
}

function tooLarge(specRun: SpecRun): string {
  const spec = specRun.spec();
  const count = formatCount(spec ? parameterCount(spec) : 0);
  const most = formatCount(mostGeneratedParameters);
  return `${fileNameOf(specRun.uri)} has ${count} weights and biases: a step is written out as code for up to ${most}.`;
}

function textOf({ uri, run }: SpecRun, spec: Spec): string {
  const [worked, layers] = [run.worked(), run.layers()];
  const notes = layers ? stepNotes(spec, { worked, layers }, figuresFor(uri).number) : new Map<string, string>();
  const [sample] = worked?.samples ?? [];
  const heading = sample
    ? `// Step ${worked?.step}. The numbers are those of this step, with row ${sample.index + 1} of the data.`
    : "// The parameters are those before the first step. Take a step, and its numbers stand here.";
  return `${heading}\n${stepCode(spec, notes)}`;
}
