import { type Disposable, EventEmitter, Uri, ViewColumn, type WebviewPanel, window } from "vscode";
import { fileNameOf } from "../editor/language.ts";
import type { ProgressMemory } from "../editor/progress-memory.ts";
import type { SpecRun, SpecRuns } from "../editor/spec-runs.ts";
import type { Views } from "../editor/views.ts";
import { attachView } from "./view.ts";

/** The training views: at most one for each spec. */
export interface Panels extends Views, Disposable {
  /** Whether a spec has a view. */
  readonly has: (uri: Uri) => boolean;
  readonly onDidClose: (listener: (uri: Uri) => void) => Disposable;
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
  const panels = new Map<string, { readonly uri: Uri; readonly panel: WebviewPanel }>();
  const didChangeActive = new EventEmitter<void>();
  const didClose = new EventEmitter<Uri>();
  const dist = Uri.joinPath(extension, "dist");

  /** New and revived panels take the same way from here on. */
  function adopt(panel: WebviewPanel, specRun: SpecRun): void {
    const { uri } = specRun;
    const key = uri.toString();
    panels.set(key, { uri, panel });
    panel.title = `Training ${fileNameOf(uri)}`;
    panel.iconPath = {
      light: Uri.joinPath(extension, "media", "panel-light.svg"),
      dark: Uri.joinPath(extension, "media", "panel-dark.svg"),
    };
    panel.webview.options = { enableScripts: true, localResourceRoots: [dist] };
    const view = attachView(panel.webview, dist, specRun, runs, writeParameters);
    panel.onDidChangeViewState(() => didChangeActive.fire());
    panel.onDidDispose(() => {
      view.dispose();
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
    has: (uri) => panels.has(uri.toString()),
    onDidChangeActive: didChangeActive.event,
    onDidClose: didClose.event,
    dispose: () => {
      serializer.dispose();
      for (const { panel } of panels.values()) panel.dispose();
      didChangeActive.dispose();
      didClose.dispose();
    },
  };
}
