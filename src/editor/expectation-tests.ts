import {
  type CancellationToken,
  CancellationTokenSource,
  type Disposable,
  EventEmitter,
  type TestItem,
  type TestRun,
  TestRunProfileKind,
  TestRunRequest,
  tests,
  type Uri,
  window,
  workspace,
} from "vscode";
import { byComputation, firstDifference } from "../core/expectation/computing-order.ts";
import type { ExpectationResult } from "../core/expectation/expectation-check.ts";
import type { StartWorker } from "../run/run-worker.ts";
import { createExpectationItems } from "./expectation-items.ts";
import { testExpectations } from "./expectation-test-run.ts";
import { fileNameOf } from "./language.ts";
import { dataFiles, type SpecChecks } from "./spec-checks.ts";
import type { SpecRun } from "./spec-runs.ts";

/** What specs expect, as tests in the Testing view. */
export interface ExpectationTests extends Disposable {
  /** Tests all that a spec expects, as the Testing view does. */
  readonly run: (specRun: SpecRun) => Promise<void>;
  /** What came out of the expectations of a spec since its text was changed last. */
  readonly outcome: (uri: Uri) => Outcome;
  readonly onDidChangeOutcome: (listener: () => void) => Disposable;
}

/** How many expectations hold, and how many do not; those that were not tested are in neither number. */
export interface Outcome {
  readonly held: number;
  readonly failed: number;
}

/** Offers a spec's expectations as tests. `showStep` shows in the view what one of them is about. */
export function createExpectationTests(
  checks: SpecChecks,
  startWorker: StartWorker,
  showStep: (uri: Uri, result: ExpectationResult) => Promise<void>,
): ExpectationTests {
  const controller = tests.createTestController("unboxed.expectations", "Unboxed");
  const didChangeOutcome = new EventEmitter<void>();
  /** For each spec, whether its expectations hold, by their items' ids. */
  const outcomes = new Map<string, Map<string, boolean>>();
  const items = createExpectationItems(controller, outdate);

  function outdate(spec: TestItem): void {
    controller.invalidateTestResults(spec);
    if (outcomes.delete(spec.id)) didChangeOutcome.fire();
  }

  /** The expectations that a request is about, by their spec, as the texts stand now. */
  async function chosen({ include, exclude = [] }: TestRunRequest): Promise<Map<TestItem, readonly TestItem[]>> {
    if (!include) await items.find();
    const wanted = new Map<TestItem, readonly TestItem[]>();
    for (const item of include ?? [...controller.items].map(([, spec]) => spec)) {
      const spec = item.uri && (await items.read(item.uri));
      if (!spec) continue;
      const all = [...spec.children].map(([, child]) => child);
      const asked = item.parent ? all.filter(({ id }) => id === item.id) : all;
      const isExcluded = (child: TestItem) => exclude.some(({ id }) => id === child.id || id === spec.id);
      wanted.set(spec, [...(wanted.get(spec) ?? []), ...asked.filter((child) => !isExcluded(child))]);
    }
    return wanted;
  }

  /** Tests the expectations of a spec, and notes what came of them unless the text has changed meanwhile. */
  async function testAndNote(
    testRun: TestRun,
    spec: TestItem,
    expectations: readonly TestItem[],
    token: CancellationToken,
  ): Promise<readonly ExpectationResult[]> {
    const document = await workspace.openTextDocument(spec.uri as Uri);
    const { version } = document;
    const wanted = new Map(expectations.map((item) => [item, items.keyOf(item)]));
    const results = await testExpectations({ testRun, document, wanted, checks, startWorker, token });
    if (document.version !== version) {
      outdate(spec);
      return [];
    }
    const noted = outcomes.get(spec.id) ?? new Map<string, boolean>();
    for (const [{ id }, { holds }] of results) noted.set(id, holds);
    outcomes.set(spec.id, noted);
    didChangeOutcome.fire();
    return [...results.values()];
  }

  async function run(request: TestRunRequest, token: CancellationToken): Promise<void> {
    const wanted = await chosen(request);
    const testRun = controller.createTestRun(request);
    for (const expectation of [...wanted.values()].flat()) testRun.enqueued(expectation);
    let shown: (() => Promise<void>) | null = null;
    for (const [spec, expectations] of wanted) {
      const results = await testAndNote(testRun, spec, expectations, token);
      const [first] = results.toSorted(byComputation);
      const toShow = firstDifference(results) ?? first;
      if (toShow) shown ??= () => showStep(spec.uri as Uri, toShow);
    }
    testRun.end();
    if (request.profile?.kind === TestRunProfileKind.Debug) await shown?.();
  }

  controller.resolveHandler = async (item) => {
    if (!item) await items.find();
    else if (item.uri) await items.read(item.uri);
  };
  controller.refreshHandler = () => items.find();
  const profile = controller.createRunProfile("Run", TestRunProfileKind.Run, run, true);
  controller.createRunProfile("Show in Training View", TestRunProfileKind.Debug, run, true);
  // The same spec comes to something else with other data.
  const watcher = workspace.createFileSystemWatcher(dataFiles);
  for (const onChange of [watcher.onDidChange, watcher.onDidCreate, watcher.onDidDelete]) {
    onChange(() => controller.items.forEach(outdate));
  }

  return {
    run: async ({ uri }) => {
      const spec = await items.read(uri);
      if (spec) {
        await run(new TestRunRequest([spec], undefined, profile), new CancellationTokenSource().token);
        return;
      }
      const example = '"expect": [{ "after": "end", "loss": { "below": 0.01 } }]';
      const message = `${fileNameOf(uri)} expects nothing that could be tested. Add for example ${example}.`;
      void window.showInformationMessage(message);
    },
    outcome: (uri) => {
      const noted = [...(outcomes.get(uri.toString())?.values() ?? [])];
      const held = noted.filter((holds) => holds).length;
      return { held, failed: noted.length - held };
    },
    onDidChangeOutcome: didChangeOutcome.event,
    dispose: () => {
      watcher.dispose();
      items.dispose();
      controller.dispose();
      didChangeOutcome.dispose();
    },
  };
}
