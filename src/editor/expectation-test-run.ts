import {
  type CancellationToken,
  Location,
  ProgressLocation,
  Range,
  type TestItem,
  TestMessage,
  type TestRun,
  type TextDocument,
  window,
} from "vscode";
import { firstDifference } from "../core/expectation/computing-order.ts";
import type { ExpectationResult } from "../core/expectation/expectation-check.ts";
import { failureText, orderText } from "../core/expectation/expectation-text.ts";
import type { Spec } from "../core/spec.ts";
import { formatCount, formatCounted } from "../format/number-format.ts";
import { messageOf } from "../run/channel.ts";
import { requestExpectationCheck } from "../run/expectation-request.ts";
import type { StartWorker } from "../run/run-worker.ts";
import { fileNameOf } from "./language.ts";
import type { SpecChecks } from "./spec-checks.ts";
import { problemsIn } from "./spec-runs.ts";

/** What is to be tested, and with what. */
export interface Testing {
  readonly testRun: TestRun;
  readonly document: TextDocument;
  /** The expectations, and where the key of each begins in the text. */
  readonly wanted: ReadonlyMap<TestItem, number | undefined>;
  readonly checks: SpecChecks;
  readonly startWorker: StartWorker;
  readonly token: CancellationToken;
}

/**
 * Tests expectations of one spec, in one run of it that goes as far as they need, and reports what becomes of each.
 * @returns the results of those that could be tested
 */
export async function testExpectations(testing: Testing): Promise<ReadonlyMap<TestItem, ExpectationResult>> {
  const { testRun, document, wanted, checks } = testing;
  for (const item of wanted.keys()) testRun.started(item);
  const { spec, expectRanges, ...loaded } = await checks.load(document);
  if (!spec) {
    const [first] = problemsIn(document, { spec, expectRanges, ...loaded });
    fail(testing, `${fileNameOf(document.uri)} has an error and cannot be run. ${first.place}: ${first.message}.`);
    return new Map();
  }
  const known = [...wanted].flatMap(([item, key]) => {
    const index = expectRanges.findIndex(({ offset }) => offset === key);
    return index < 0 ? [] : [{ item, expectation: spec.expect[index] }];
  });
  const expecting = { ...spec, expect: known.map(({ expectation }) => expectation) };
  try {
    const found = await requestResults(expecting, testing);
    const results = new Map(known.map(({ item }, index) => [item, found[index]]));
    report(testing, expecting, results);
    return results;
  } catch (error) {
    if (testing.token.isCancellationRequested) for (const item of wanted.keys()) testRun.skipped(item);
    else fail(testing, `The run for the expectations stopped: ${messageOf(error)}.`);
    return new Map();
  }
}

/** Makes the run in a worker; how far it is stands in the status bar, unless it is there at once. */
function requestResults(spec: Spec, { document, startWorker, token }: Testing): Promise<ExpectationResult[]> {
  const abort = new AbortController();
  token.onCancellationRequested(() => abort.abort());
  if (token.isCancellationRequested) abort.abort();
  const title = `Testing ${fileNameOf(document.uri)}`;
  return Promise.resolve(
    window.withProgress({ location: ProgressLocation.Window, title }, (progress) =>
      requestExpectationCheck(
        spec,
        startWorker,
        ({ step, steps }) => progress.report({ message: `step ${formatCount(step)} of ${formatCount(steps)}` }),
        abort.signal,
      ),
    ),
  );
}

/** None of the expectations could be tested. */
function fail({ testRun, wanted }: Testing, text: string): void {
  for (const item of wanted.keys()) testRun.errored(item, messageAt(item, text));
}

/** The first number that differs is reported first: VS Code shows the first failure to the person. */
function report({ testRun, document }: Testing, spec: Spec, results: ReadonlyMap<TestItem, ExpectationResult>): void {
  const first = firstDifference([...results.values()]);
  const failures = [...results].filter(([, { holds }]) => !holds);
  for (const [item, result] of failures.toSorted(([, a], [, b]) => Number(b === first) - Number(a === first))) {
    const order = first ? orderText(result, first, failures.length) : "";
    // The order first: of a long message VS Code shows only the beginning.
    testRun.failed(item, failureMessage(item, result, `${order} ${sentence(failureText(result, spec))}`.trim()));
  }
  for (const [item, { holds }] of results) if (holds) testRun.passed(item);
  const furthest = Math.max(0, ...[...results.values()].map(({ step }) => step));
  const lines = [...results].map(([{ label }, result]) =>
    outputLine(label, result, failures.length > 1 ? first : null),
  );
  const heading = `${fileNameOf(document.uri)}, a run of ${formatCounted(furthest, "step")}:`;
  testRun.appendOutput([heading, ...lines, ""].join("\r\n"));
}

/** @param first the first of several numbers that differ */
function outputLine(label: string, result: ExpectationResult, first: ExpectationResult | null): string {
  if (result.holds) return `  ✓ ${label}`;
  const instead = result.actual === null ? "the run ended before" : `it is ${result.actual}`;
  return `  ✗ ${label}, but ${instead}${result === first ? " (begin here)" : ""}`;
}

function failureMessage(item: TestItem, { expectation, actual }: ExpectationResult, text: string): TestMessage {
  const message = messageAt(item, text);
  // Two numbers are shown side by side; for a bound the sentence says it better.
  if (actual !== null && "near" in expectation.condition) {
    message.expectedOutput = String(expectation.condition.near);
    message.actualOutput = String(actual);
  }
  return message;
}

function messageAt(item: TestItem, text: string): TestMessage {
  const message = new TestMessage(text);
  if (item.uri) message.location = new Location(item.uri, item.range ?? new Range(0, 0, 0, 0));
  return message;
}

function sentence(text: string): string {
  return `${text[0].toUpperCase()}${text.slice(1)}.`;
}
