import {
  type DecorationOptions,
  DecorationRangeBehavior,
  Disposable,
  Range,
  type TextEditor,
  Uri,
  window,
  workspace,
} from "vscode";
import { lossCurve } from "../core/pictures/loss-curve.ts";
import { lossLine } from "../spec/place.ts";
import { onCalmChange } from "./calm-changes.ts";
import { changedKeysNow } from "./changed-keys.ts";
import { isAbout } from "./inline-values.ts";
import { rootOf } from "./parsed-spec.ts";
import { pictureAddress } from "./pictures.ts";
import { affects, showsInlineValues } from "./settings.ts";
import type { SpecRuns } from "./spec-runs.ts";
import { visibleSpecEditors } from "./visible-specs.ts";

/** The colour of the curve; a picture in the text knows no theme, only whether it is a light or a dark one. */
const colours = { light: "#0a62b8", dark: "#59a4f9" } as const;

/** Keeps a small curve of the losses so far at the end of the line that names the loss. */
export function showLossCurves(runs: SpecRuns): Disposable {
  const decoration = window.createTextEditorDecorationType({
    rangeBehavior: DecorationRangeBehavior.ClosedClosed,
    after: { margin: "0 0 0 1.5em" },
  });
  /** What each editor shows, so that it is told only what is new. */
  const shown = new WeakMap<TextEditor, string>();

  function draw(editor: TextEditor): void {
    const curve = curveFor(editor, runs);
    const key = curve ? `${curve.line} ${curve.light}` : "";
    if ((shown.get(editor) ?? "") === key) return;
    shown.set(editor, key);
    editor.setDecorations(decoration, curve ? [decorationOf(curve, editor)] : []);
  }

  function drawAll(): void {
    visibleSpecEditors().forEach(draw);
  }

  drawAll();
  return Disposable.from(
    decoration,
    onCalmChange(runs, drawAll),
    window.onDidChangeVisibleTextEditors(drawAll),
    workspace.onDidChangeConfiguration((change) => {
      if (visibleSpecEditors().some(({ document }) => affects(change, "inlineValues", document.uri))) drawAll();
    }),
  );
}

/** The curve in the colours of both kinds of themes, and its line, counted from 0. */
interface Curve {
  readonly line: number;
  readonly light: string;
  readonly dark: string;
}

function curveFor({ document }: TextEditor, runs: SpecRuns): Curve | null {
  const specRun = runs.existing(document.uri);
  if (!specRun || !showsInlineValues(document.uri)) return null;
  const root = rootOf(document);
  const place = root && lossLine(root);
  if (!place || !isAbout("loss", changedKeysNow(document, specRun))) return null;
  const { series } = specRun.run;
  const [light, dark] = [lossCurve(series, colours.light), lossCurve(series, colours.dark)];
  return light && dark ? { line: document.positionAt(place.offset).line, light, dark } : null;
}

function decorationOf({ line, light, dark }: Curve, { document }: TextEditor): DecorationOptions {
  const { end } = document.lineAt(line).range;
  const after = (svg: string) => ({ after: { contentIconPath: Uri.parse(pictureAddress(svg)) } });
  return { range: new Range(end, end), renderOptions: { light: after(light), dark: after(dark) } };
}
