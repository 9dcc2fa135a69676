import { staticFindings } from "../core/findings/static-findings.ts";
import type { Spec } from "../core/spec.ts";
import { measuringSpreads } from "../core/spread.ts";
import { loadData } from "./data.ts";
import type { DataAccess } from "./data-file.ts";
import { withDefaults } from "./defaults.ts";
import { type Diagnostic, maxDiagnostics, type TextRange } from "./diagnostic.ts";
import { readExpectations } from "./expectations.ts";
import { findingDiagnostic } from "./finding-diagnostics.ts";
import { inputNames, targetNames } from "./names.ts";
import { type ParsedSpec, parseSpecText } from "./parse.ts";
import { createPauses } from "./pauses.ts";
import { runMistakes } from "./run-mistakes.ts";
import { settingMistakes } from "./setting-mistakes.ts";
import { shapeMistakes } from "./shape-mistakes.ts";
import { validate } from "./validate.ts";

/** A spec that can run, or null and the reasons why not; it runs also with warnings. */
export interface LoadedSpec {
  readonly spec: Spec | null;
  readonly diagnostics: readonly Diagnostic[];
  /** For each of the spec's expectations, the range of its key in the text. */
  readonly expectRanges: readonly TextRange[];
}

/**
 * Reads the text of a `.nn.json` file: parses and validates it, fills in defaults and loads its data.
 * @param name the file's name, the title of a spec that gives itself none
 */
export async function loadSpec(text: string, name: string, access: DataAccess): Promise<LoadedSpec> {
  return loadParsed(parseSpecText(text), name, access);
}

/** The same for a text that was parsed before. */
export async function loadParsed(
  { root, mistakes }: ParsedSpec,
  name: string,
  access: DataAccess,
): Promise<LoadedSpec> {
  // After a syntax error the tree is a guess: mistakes found in it would only mislead.
  if (!root || mistakes.length > 0) return unfit(mistakes);
  const checked = validate(root);
  if ("mistakes" in checked) return unfit(checked.mistakes);

  const { file } = checked;
  const fileMistakes = [...shapeMistakes(file, root), ...settingMistakes(file, root)];
  if (fileMistakes.length > 0) return unfit(fileMistakes);

  const inputs = inputNames(file);
  const outputs = file.layers[file.layers.length - 1].units;
  const loaded = await loadData(file, root, { inputs, targets: targetNames(file), outputs }, access);
  if ("mistakes" in loaded) return unfit(loaded.mistakes);

  const spec = withDefaults(file, name, inputs, loaded);
  const { expectations, ranges, mistakes: expectMistakes } = readExpectations(file, root, spec);
  const found = [...runMistakes(spec, root), ...expectMistakes];
  if (found.some(({ severity }) => severity === "error")) return unfit(found);
  // Large data are looked through in pieces; the findings then know what was measured.
  const pause = createPauses();
  for (const _ of measuringSpreads(spec)) await pause();
  const warnings = staticFindings(spec).map((finding) => findingDiagnostic(finding, root));
  return {
    spec: { ...spec, expect: expectations },
    diagnostics: [...found, ...warnings].slice(0, maxDiagnostics),
    expectRanges: ranges,
  };
}

/** A spec that cannot run. */
function unfit(mistakes: readonly Diagnostic[]): LoadedSpec {
  return { spec: null, diagnostics: mistakes.slice(0, maxDiagnostics), expectRanges: [] };
}
