import {
  CodeAction,
  CodeActionKind,
  type CodeActionProvider,
  type Disposable,
  languages,
  type TextDocument,
  type Diagnostic as VSCodeDiagnostic,
} from "vscode";
import type { FindingKind } from "../core/findings/finding.ts";
import { fixesOf, type TextFix } from "../spec/fixes.ts";
import { isShownAs } from "./diagnostics.ts";
import { pageCommand } from "./finding-pages.ts";
import { healthIn } from "./health-diagnostics.ts";
import { specLanguage } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import type { SpecChecks } from "./spec-checks.ts";
import type { SpecRuns } from "./spec-runs.ts";
import { workspaceEdit } from "./workspace-edit.ts";

/** Offers to mend mistakes and findings where they are marked, by changes of the text that can be undone. */
export function registerQuickFixes(checks: SpecChecks, runs: SpecRuns): Disposable {
  const provider: CodeActionProvider = {
    provideCodeActions: async (document, _range, { diagnostics }) => {
      if (diagnostics.length === 0) return [];
      // Found anew in the text as it is now: a mark that is older than that has no fix.
      const { spec, diagnostics: mistakes } = await checks.current(document);
      const root = rootOf(document);
      if (!root) return [];
      const found = [...mistakes, ...healthIn(runs, document)];
      return diagnostics.flatMap((shown) => {
        const diagnostic = found.find((each) => isShownAs(each, shown, document));
        if (!diagnostic) return [];
        const fixes = fixesOf(diagnostic, document.getText(), root, spec);
        return [
          ...fixes.map((fix) => fixAction(fix, shown, document)),
          ...(diagnostic.finding ? [explanation(diagnostic.finding.kind, shown)] : []),
        ];
      });
    },
  };
  const metadata = { providedCodeActionKinds: [CodeActionKind.QuickFix] };
  return languages.registerCodeActionsProvider({ language: specLanguage }, provider, metadata);
}

function fixAction(
  { title, isPreferred, changes }: TextFix,
  shown: VSCodeDiagnostic,
  document: TextDocument,
): CodeAction {
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.edit = workspaceEdit(document, changes);
  action.isPreferred = isPreferred;
  action.diagnostics = [shown];
  return action;
}

/** The finding's page, by keyboard as well. */
function explanation(kind: FindingKind, shown: VSCodeDiagnostic): CodeAction {
  const title = `Explain "${kind}"`;
  const action = new CodeAction(title, CodeActionKind.QuickFix);
  action.command = { title, ...pageCommand(kind) };
  action.diagnostics = [shown];
  return action;
}
