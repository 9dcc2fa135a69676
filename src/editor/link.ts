import {
  Disposable,
  OverviewRulerLane,
  type Position,
  Range,
  type TextDocument,
  type TextDocumentChangeEvent,
  type TextEditor,
  TextEditorRevealType,
  type TextEditorSelectionChangeEvent,
  TextEditorSelectionChangeKind,
  ThemeColor,
  window,
  workspace,
} from "vscode";
import { outlineHas } from "../run/outline.ts";
import { placeOfQuantity, type QuantityPlace, quantityAt } from "../spec/quantity-place.ts";
import { isSpec } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import { affects, linksCursorAndView } from "./settings.ts";
import type { SpecChecks } from "./spec-checks.ts";
import type { SpecRuns } from "./spec-runs.ts";
import type { Views } from "./views.ts";

/** Milliseconds that the cursor rests before the view follows it: on its way it passes over many numbers. */
const cursorPause = 80;

/**
 * Lets the cursor in a spec's text and the selection in its view follow each other: what is selected in the view is
 * marked in the text, and what the cursor is put on is selected in the view. Marking moves no cursor, so that neither
 * side answers the other.
 */
export function linkTextAndViews(runs: SpecRuns, views: Views, checks: SpecChecks): Disposable {
  const marks = createMarks();
  /** Documents that were edited since a cursor moved in them. */
  const edited = new WeakSet<TextDocument>();
  let resting: ReturnType<typeof setTimeout> | undefined;

  /** Where the text of an editor tells of what is selected in its view. */
  function placeIn({ document }: TextEditor): QuantityPlace | null {
    const quantity = isSpec(document) && linksCursorAndView(document.uri) ? views.selected(document.uri) : null;
    const root = quantity && rootOf(document);
    return root && placeOfQuantity(root, quantity);
  }

  function markIn(editors: readonly TextEditor[]): void {
    for (const editor of editors) marks.show(editor, placeIn(editor));
  }

  const editorsOf = (document: Pick<TextDocument, "uri">) =>
    window.visibleTextEditors.filter((editor) => editor.document.uri.toString() === document.uri.toString());

  /**
   * Only a person who puts the cursor somewhere points at it. What an edit moves it to was not pointed at: VS Code tells
   * of such a move as of one by the keyboard, right behind the edit. And who selects text is about to copy or change it.
   */
  function onCursor({ textEditor, selections, kind }: TextEditorSelectionChangeEvent): void {
    const { document } = textEditor;
    if (!isSpec(document)) return;
    clearTimeout(resting);
    const isOfEdit = edited.delete(document);
    const isByKey = kind === TextEditorSelectionChangeKind.Keyboard && !isOfEdit;
    const [{ active, isEmpty }] = selections;
    if (!(isByKey || kind === TextEditorSelectionChangeKind.Mouse) || selections.length > 1 || !isEmpty) return;
    resting = setTimeout(() => selectAt(document, active), cursorPause);
  }

  function onEdit({ document, contentChanges }: TextDocumentChangeEvent): void {
    // That a text was saved is told, too.
    if (contentChanges.length === 0) return;
    edited.add(document);
    clearTimeout(resting);
  }

  function selectAt(document: TextDocument, position: Position): void {
    const { uri } = document;
    if (!views.isVisible(uri) || !linksCursorAndView(uri)) return;
    const root = rootOf(document);
    const quantity = root && quantityAt(root, document.offsetAt(position), views.selected(uri));
    const outline = runs.existing(uri)?.run.outline();
    // The text may have changed since the run began, and may have more layers and units by now.
    if (quantity && outline && outlineHas(outline, quantity)) views.select(uri, quantity);
  }

  return Disposable.from(
    marks,
    new Disposable(() => clearTimeout(resting)),
    views.onDidSelect(({ spec, byHand }) => {
      const editors = editorsOf({ uri: spec });
      markIn(editors);
      if (byHand) for (const editor of editors) marks.reveal(editor);
    }),
    checks.onDidCheck(({ document }) => markIn(editorsOf(document))),
    window.onDidChangeVisibleTextEditors(markIn),
    window.onDidChangeTextEditorSelection(onCursor),
    workspace.onDidChangeTextDocument(onEdit),
    workspace.onDidChangeConfiguration((change) =>
      markIn(window.visibleTextEditors.filter(({ document }) => affects(change, "linkCursorAndView", document.uri))),
    ),
  );
}

/** The marks in text editors, at most one in each. */
interface Marks extends Disposable {
  readonly show: (editor: TextEditor, place: QuantityPlace | null) => void;
  /** Scrolls to the mark if it is out of sight; leaves the cursor and the focus where they are. */
  readonly reveal: (editor: TextEditor) => void;
}

function createMarks(): Marks {
  // The colour that the view gives to what is selected in it.
  const colour = new ThemeColor("focusBorder");
  const look = {
    borderStyle: "solid",
    borderColor: colour,
    overviewRulerColor: colour,
    overviewRulerLane: OverviewRulerLane.Center,
  };
  const value = window.createTextEditorDecorationType({
    ...look,
    borderWidth: "1px",
    borderRadius: "3px",
    backgroundColor: new ThemeColor("editor.wordHighlightBackground"),
  });
  const layer = window.createTextEditorDecorationType({
    ...look,
    borderWidth: "1px 0",
    isWholeLine: true,
    backgroundColor: new ThemeColor("editor.rangeHighlightBackground"),
  });
  const shown = new WeakMap<TextEditor, Range>();

  return {
    show: (editor, place) => {
      if (!place && !shown.has(editor)) return;
      const range = place && rangeIn(editor.document, place);
      editor.setDecorations(value, range && place.of === "value" ? [range] : []);
      editor.setDecorations(layer, range && place.of === "layer" ? [range] : []);
      if (range) shown.set(editor, range);
      else shown.delete(editor);
    },
    reveal: (editor) => {
      const range = shown.get(editor);
      if (range) editor.revealRange(range, TextEditorRevealType.InCenterIfOutsideViewport);
    },
    dispose: () => {
      value.dispose();
      layer.dispose();
    },
  };
}

/** A line begins at its beginning, so that no editor scrolls sideways to show it. */
function rangeIn(document: TextDocument, { of, range: { offset, length } }: QuantityPlace): Range {
  const start = document.positionAt(offset);
  return of === "layer"
    ? new Range(start.line, 0, start.line, 0)
    : new Range(start, document.positionAt(offset + length));
}
