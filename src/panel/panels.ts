import { type Disposable, EventEmitter, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { isSameQuantity, type Quantity } from "../core/explanation/quantity.ts";
import { fileNameOf } from "../editor/language.ts";
import type { ProgressMemory } from "../editor/progress-memory.ts";
import type { SpecRun, SpecRuns } from "../editor/spec-runs.ts";
import type { Selected, Views } from "../editor/views.ts";
import { type AttachedView, attachView } from "./view.ts";

/** The training views: at most one for each spec. */
export interface Panels extends Views, Disposable {
  readonly onDidClose: (listener: (uri: Uri) => void) => Disposable;
}

/** A panel and what is in it. */
interface KeptPanel {
  readonly uri: Uri;
  readonly panel: WebviewPanel;
  readonly view: AttachedView;
  selected: Quantity | null;
}

/** The type of the panel, as package.json names it. */
const panelType = "unboxed.training";

/** Makes the keeper of panels, which also revives them after the window was reloaded, with their runs. */
export function createPanels(
  extension: Uri,
  runs: SpecRuns,
  memory: ProgressMemory,
  writeParameters: (specRun: SpecRun) => Promise<void>,
): Panels {
  const panels = new Map<string, KeptPanel>();
  const didChangeActive = new EventEmitter<void>();
  const didSelect = new EventEmitter<Selected>();
  const didClose = new EventEmitter<Uri>();
  const dist = Uri.joinPath(extension, "dist");

  /** Takes note of what is selected in a view; that it is still the same is no news. */
  function note(spec: Uri, quantity: Quantity | null, byHand: boolean): void {
    const kept = panels.get(spec.toString());
    if (!kept || isSameQuantity(kept.selected, quantity)) return;
    kept.selected = quantity;
    didSelect.fire({ spec, quantity, byHand });
  }

  /** New and revived panels take the same way from here on. */
  function adopt(panel: WebviewPanel, specRun: SpecRun): void {
    const { uri } = specRun;
    const key = uri.toString();
    panel.title = `Training ${fileNameOf(uri)}`;
    panel.iconPath = {
      light: Uri.joinPath(extension, "media", "panel-light.svg"),
      dark: Uri.joinPath(extension, "media", "panel-dark.svg"),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const onSelect = (quantity: Quantity | null, byHand: boolean) => note(uri, quantity, byHand);
    const view = attachView(panel.webview, dist, specRun, runs, writeParameters, onSelect);
    panels.set(key, { uri, panel, view, selected: null });
    panel.onDidChangeViewState(() => didChangeActive.fire());
    panel.onDidDispose(() => {
      view.dispose();
      note(uri, null, false);
      panels.delete(key);
      didChangeActive.fire();
      didClose.fire(uri);
    });
  }

  /** Beside the text; where other views are, so that each new one does not split the window again. */
  function columnForView(): ViewColumn {
    const visible = [...panels.values()].find(({ panel }) => panel.visible);
    return visible?.panel.viewColumn ?? ViewColumn.Beside;
  }

  const serializer = window.registerWebviewPanelSerializer(panelType, {
    deserializeWebviewPanel: async (panel, state: { spec?: string } | undefined) => {
      // A page that was closed before it had anything to show leaves nothing to revive.
      if (!state?.spec) panel.dispose();
      else {
        const specRun = runs.of(Uri.parse(state.spec, true));
        adopt(panel, specRun);
        await memory.restore(specRun);
      }
    },
  });

  return {
    show: (specRun) => {
      const existing = panels.get(specRun.uri.toString());
      if (existing) {
        if (!existing.panel.visible) existing.panel.reveal(undefined, true);
        return;
      }
      const place = { viewColumn: columnForView(), preserveFocus: true };
      adopt(window.createWebviewPanel(panelType, "", place, {}), specRun);
      void specRun.open();
    },
    active: () => [...panels.values()].find(({ panel }) => panel.active)?.uri,
    inSight: () => [...panels.values()].filter(({ panel }) => panel.visible).map(({ uri }) => uri),
    has: (uri) => panels.has(uri.toString()),
    isVisible: (spec) => panels.get(spec.toString())?.panel.visible ?? false,
    selected: (spec) => panels.get(spec.toString())?.selected ?? null,
    select: (spec, quantity) => {
      panels.get(spec.toString())?.view.select(quantity);
      note(spec, quantity, false);
    },
    onDidSelect: didSelect.event,
    onDidChangeActive: didChangeActive.event,
    onDidClose: didClose.event,
    dispose: () => {
      serializer.dispose();
      for (const { panel } of panels.values()) panel.dispose();
      didChangeActive.dispose();
      didSelect.dispose();
      didClose.dispose();
    },
  };
}
