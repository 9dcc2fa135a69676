import { ProgressLocation, window, workspace } from "vscode";
import { gradientReportText, gradientText } from "../core/gradient-check/gradient-report.ts";
import { formatCount } from "../format/number-format.ts";
import { messageOf } from "../run/channel.ts";
import { requestGradientCheck } from "../run/gradient-request.ts";
import type { StartWorker } from "../run/run-worker.ts";
import { fileNameOf } from "./language.ts";
import type { SpecChecks } from "./spec-checks.ts";
import { problemsIn, type SpecRun, tellOfProblems } from "./spec-runs.ts";

/** The command that holds backpropagation against central differences, for every parameter of a spec. */
export function createGradientChecker(
  checks: SpecChecks,
  startWorker: StartWorker,
): (specRun: SpecRun) => Promise<void> {
  return async ({ uri }) => {
    const document = await workspace.openTextDocument(uri);
    const loaded = await checks.load(document);
    if (!loaded.spec) {
      await tellOfProblems(uri, problemsIn(document, loaded));
      return;
    }
    const { spec } = loaded;
    const file = fileNameOf(uri);
    const title = `Checking the gradients of ${file}`;
    await window.withProgress(
      { location: ProgressLocation.Notification, title, cancellable: true },
      (progress, token) => {
        const abort = new AbortController();
        token.onCancellationRequested(() => abort.abort());
        let shown = 0;
        const tell = ({ checked, parameters }: { checked: number; parameters: number }) => {
          const increment = (100 * (checked - shown)) / parameters;
          shown = checked;
          progress.report({ increment, message: `${formatCount(checked)} of ${formatCount(parameters)} parameters` });
        };
        return requestGradientCheck(spec, startWorker, tell, abort.signal).then(
          (report) => {
            const [wrong] = report.findings;
            if (wrong) void window.showErrorMessage(`${file}: a gradient is wrong, ${gradientText(wrong)}.`);
            else
              void window.showInformationMessage(`${file}: all gradients are right (${gradientReportText(report)}).`);
          },
          (error) => {
            if (!abort.signal.aborted) void window.showErrorMessage(`${title} stopped: ${messageOf(error)}`);
          },
        );
      },
    );
  };
}
