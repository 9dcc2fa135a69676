import { findNodeAtLocation } from "jsonc-parser";
import { CodeLens, type CodeLensProvider, type Disposable, languages, Range, type TextDocument } from "vscode";
import { type CommandId, commandIds } from "./command-ids.ts";
import { specLanguage } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import type { RunningSpecs } from "./running-specs.ts";

/** ▶ Train · Step · Reset · Open View above the layers of a spec; ⏸ Pause while it trains. */
export function registerCodeLenses(running: RunningSpecs): Disposable {
  const provider: CodeLensProvider = {
    // Lenses change only when what they offer does, so that they never flicker while training.
    onDidChangeCodeLenses: running.onDidChange,
    provideCodeLenses: (document) => {
      const place = placeOfLayers(document);
      if (!place) return [];
      const lens = (title: string, command: CommandId, tooltip: string) =>
        new CodeLens(place, { title, tooltip, command, arguments: [document.uri] });
      return [
        running.has(document.uri)
          ? lens("$(debug-pause) Pause", commandIds.pause, "Pause training")
          : lens("▶ Train", commandIds.train, "Train to the end of the epochs"),
        lens("Step", commandIds.step, "Take one step: one update of all weights and biases"),
        lens("Reset", commandIds.reset, "Go back to the initial weights and biases"),
        lens("Open View", commandIds.openView, "Show the network beside this file"),
      ];
    },
  };

  return languages.registerCodeLensProvider({ language: specLanguage }, provider);
}

/** The line of the key `layers`. */
function placeOfLayers(document: TextDocument): Range | null {
  const root = rootOf(document);
  const layers = root && findNodeAtLocation(root, ["layers"]);
  const key = layers?.parent;
  if (!key) return null;
  const position = document.positionAt(key.offset);
  return new Range(position, position);
}
