import { type ExtensionContext, Uri, version, window, workspace } from "vscode";
import { platform } from "#platform";
import { followStepBack } from "./editor/back-context.ts";
import { registerCodeLenses } from "./editor/code-lenses.ts";
import { registerCommands } from "./editor/commands.ts";
import { registerCompletion } from "./editor/completion.ts";
import { registerExpectLens } from "./editor/expect-lens.ts";
import { createExpectationTests } from "./editor/expectation-tests.ts";
import { createStepDisplay } from "./editor/expected-step.ts";
import { registerFindingPages } from "./editor/finding-pages.ts";
import { registerFormatting } from "./editor/formatting.ts";
import { createGradientChecker } from "./editor/gradient-checker.ts";
import { createHealthDiagnostics } from "./editor/health-diagnostics.ts";
import { registerHovers } from "./editor/hovers.ts";
import { registerInlayHints } from "./editor/inlay-hints.ts";
import { openDocument } from "./editor/language.ts";
import { linkTextAndViews } from "./editor/link.ts";
import { followLongRuns } from "./editor/long-runs.ts";
import { showLossCurves } from "./editor/loss-curves.ts";
import { registerNewNetwork } from "./editor/new-network.ts";
import { registerOpenExample } from "./editor/open-example.ts";
import { createParameterWriter } from "./editor/parameter-writer.ts";
import { createProgressMemory } from "./editor/progress-memory.ts";
import { registerQuickFixes } from "./editor/quick-fixes.ts";
import { logRuns } from "./editor/run-log.ts";
import { followRunning } from "./editor/running-context.ts";
import { registerSelectCommand } from "./editor/select-command.ts";
import { createSpecChecks } from "./editor/spec-checks.ts";
import { createSpecRuns } from "./editor/spec-runs.ts";
import { createStatusBar } from "./editor/status-bar.ts";
import { createStepCodeDocuments } from "./editor/step-code.ts";
import { createPanels } from "./panel/panels.ts";

/** Called by VS Code when the first spec is opened, a command is used or a view is revived. */
export function activate({
  extension,
  extensionUri,
  globalStorageUri,
  subscriptions,
  workspaceState,
}: ExtensionContext): void {
  const log = window.createOutputChannel("Unboxed", { log: true });
  log.info(`Unboxed ${extension.packageJSON.version}, VS Code ${version}, ${platform.host} extension host`);
  const checks = createSpecChecks(platform);
  const startWorker = platform.workersFrom(Uri.joinPath(extensionUri, "dist"));
  const runs = createSpecRuns(checks, startWorker, (message) => log.warn(message));
  const memory = createProgressMemory(workspaceState, runs);
  const writeParameters = createParameterWriter(checks);
  const panels = createPanels(extensionUri, runs, memory, writeParameters);
  const expectations = createExpectationTests(checks, startWorker, createStepDisplay(runs, panels));
  const checkGradients = createGradientChecker(checks, startWorker);
  const stepCodes = createStepCodeDocuments(runs);
  subscriptions.push(
    log,
    checks,
    runs,
    memory,
    panels,
    expectations,
    stepCodes,
    registerCommands(runs, panels, {
      checkGradients,
      writeParameters,
      runExpectations: expectations.run,
      showStepCode: stepCodes.show,
    }),
    registerOpenExample({ extension: extensionUri, storage: globalStorageUri }, runs, panels),
    registerNewNetwork(),
    followStepBack(runs, panels),
    followRunning(runs),
    registerCodeLenses(runs, checks),
    registerExpectLens(expectations),
    registerInlayHints(runs),
    showLossCurves(runs),
    registerHovers(runs, checks),
    registerFormatting(),
    registerCompletion(platform),
    createStatusBar(runs, panels),
    linkTextAndViews(runs, panels, checks),
    registerSelectCommand(runs, panels),
    followLongRuns(runs, panels),
    logRuns(runs, log),
    createHealthDiagnostics(runs),
    registerQuickFixes(checks, runs),
    registerFindingPages(extensionUri),
    // A run lives as long as its text or its view is open.
    panels.onDidClose((uri) => {
      if (!openDocument(uri)) runs.end(uri);
    }),
    workspace.onDidCloseTextDocument(({ uri }) => {
      if (!panels.has(uri)) runs.end(uri);
    }),
  );
}
