import { window, workspace } from "vscode";
import { writtenParameters } from "../spec/written-parameters.ts";
import { fileNameOf } from "./language.ts";
import { revealPath } from "./reveal.ts";
import type { SpecChecks } from "./spec-checks.ts";
import { problemsIn, type SpecRun, tellOfProblems } from "./spec-runs.ts";
import { workspaceEdit } from "./workspace-edit.ts";

/** Writes the current parameters of a run into its spec's text, as one edit that can be undone, and shows it. */
export function createParameterWriter(checks: SpecChecks): (specRun: SpecRun) => Promise<void> {
  return async (specRun) => {
    const { uri, run } = specRun;
    if (!(await specRun.open())) {
      await tellOfProblems(uri, specRun.problems());
      return;
    }
    const parameters = await run.parameters();
    const document = await workspace.openTextDocument(uri);
    const loaded = await checks.load(document);
    if (!loaded.spec) {
      await tellOfProblems(uri, problemsIn(document, loaded));
      return;
    }
    const changes = parameters
      ? writtenParameters(document.getText(), loaded.spec, parameters)
      : "The run has no parameters any more; Reset starts it again";
    if (typeof changes === "string") {
      void window.showErrorMessage(`The parameters cannot be written into ${fileNameOf(uri)}. ${changes}.`);
      return;
    }
    if (await workspace.applyEdit(workspaceEdit(document, changes))) await revealPath(uri, ["layers"]);
    else void window.showErrorMessage(`The parameters could not be written into ${fileNameOf(uri)}.`);
  };
}
