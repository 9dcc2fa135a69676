import {
  DiagnosticRelatedInformation,
  DiagnosticSeverity,
  Location,
  Position,
  Range,
  type TextDocument,
  Uri,
  Diagnostic as VSCodeDiagnostic,
} from "vscode";
import type { Diagnostic, TextRange } from "../spec/diagnostic.ts";
import { linkToPage } from "./finding-pages.ts";
import { folderOf } from "./language.ts";

/** Who reports what is found in a spec, as the Problems panel shows it. */
const source = "Unboxed";

/** What is found in a spec, as VS Code shows it. */
export function toVSCode(diagnostic: Diagnostic, document: TextDocument): VSCodeDiagnostic {
  const { message, severity, range, source: place, finding, code } = diagnostic;
  const level = severity === "error" ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
  const text = place ? `${place.file}:${place.line}:${place.column}: ${message}` : message;
  const shown = new VSCodeDiagnostic(rangeIn(document, range), text, level);
  shown.source = source;
  if (finding) shown.code = { value: finding.kind, target: linkToPage(finding.kind) };
  else if (code) shown.code = code;
  if (place) {
    const file = Uri.joinPath(folderOf(document.uri) ?? document.uri, place.file);
    const start = new Position(place.line - 1, place.column - 1);
    shown.relatedInformation = [new DiagnosticRelatedInformation(new Location(file, start), message)];
  }
  return shown;
}

/** Whether what VS Code shows is this. */
export function isShownAs(diagnostic: Diagnostic, shown: VSCodeDiagnostic, document: TextDocument): boolean {
  if (shown.source !== source) return false;
  const code = typeof shown.code === "object" ? shown.code.value : shown.code;
  return (
    code === (diagnostic.finding?.kind ?? diagnostic.code) && shown.range.isEqual(rangeIn(document, diagnostic.range))
  );
}

function rangeIn(document: TextDocument, { offset, length }: TextRange): Range {
  return new Range(document.positionAt(offset), document.positionAt(offset + length));
}
