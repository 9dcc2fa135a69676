import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { emptyEvaluations } from "../../../src/core/evaluation-series.ts";
import { createSeries, pushLoss } from "../../../src/core/series.ts";
import { createFeed, type Feed } from "../../../src/panel/feed.ts";
import type { ViewUpdate } from "../../../src/run/protocol.ts";
import type { Run } from "../../../src/run/run.ts";
import type { RunState } from "../../../src/run/state.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A feed from a run that takes a step at each `report`, to a page that answers at once unless it is told not to. */
function fed(perSecond: number) {
  const series = createSeries();
  let state: RunState = "running";
  const shown: ViewUpdate[] = [];
  const run = {
    outline: () => null,
    snapshot: () => ({ generation: 1, state, step: series.steps }),
    layers: () => null,
    worked: () => null,
    derivation: () => null,
    series,
    evaluations: emptyEvaluations,
    speed: () => null,
  } as unknown as Run;
  const about = () => ({
    spec: "file:///a.nn.json",
    file: "a.nn.json",
    changed: [],
    problems: [],
    settings: { digits: null, animation: true },
  });
  let answered: Promise<void> | undefined;
  const show = async (update: ViewUpdate) => {
    shown.push(structuredClone(update));
    await answered;
  };
  const feed: Feed = createFeed(
    { run, about, updatesPerSecond: () => perSecond },
    { show, select: async () => undefined },
  );
  return {
    feed,
    shown,
    /** The step of each update that the page was sent. */
    steps: () => shown.map(({ snapshot }) => snapshot?.step),
    /** The page answers only when what is returned is called. */
    holdAnswers: () => {
      let release = () => {};
      answered = new Promise((resolve) => {
        release = resolve;
      });
      return release;
    },
    report: async (next: RunState = "running") => {
      state = next;
      pushLoss(series, 1 / (series.steps + 1));
      feed.news();
      await vi.advanceTimersByTimeAsync(0);
    },
    pass: (milliseconds: number) => vi.advanceTimersByTimeAsync(milliseconds),
  };
}

describe("what a page is told of a run that trains", () => {
  it("comes as often as is set, and is the latest then", async () => {
    const { report, steps, pass } = fed(4);
    await report();
    await report();
    await report();
    expect(steps()).toEqual([1]);
    await pass(249);
    expect(steps()).toEqual([1]);
    await pass(1);
    expect(steps()).toEqual([1, 3]);
    await pass(10_000);
    expect(steps()).toEqual([1, 3]);
  });

  it("leaves no step of the series out", async () => {
    const { report, shown, pass } = fed(1);
    for (let step = 1; step <= 5; step++) await report();
    await pass(1000);
    expect(shown.map(({ series }) => [series?.from, series?.steps])).toEqual([
      [0, 1],
      [1, 5],
    ]);
  });

  it("comes at once when training begins or ends", async () => {
    const { report, steps } = fed(1);
    await report("paused");
    await report("running");
    expect(steps()).toEqual([1, 2]);
    await report("running");
    await report("finished");
    expect(steps()).toEqual([1, 2, 4]);
    await report("paused");
    await report("paused");
    expect(steps()).toEqual([1, 2, 4, 5, 6]);
  });

  it("comes at once where it answers the person", async () => {
    const { report, feed, steps, pass } = fed(1);
    await report();
    await report();
    expect(steps()).toEqual([1]);
    feed.answer();
    await pass(0);
    expect(steps()).toEqual([1, 2]);
    await report();
    expect(steps()).toEqual([1, 2]);
  });

  it("waits for a page that is slower than what is set", async () => {
    const { report, holdAnswers, steps, pass } = fed(20);
    const answer = holdAnswers();
    await report();
    await report();
    await pass(5000);
    expect(steps()).toEqual([1]);
    answer();
    await pass(0);
    expect(steps()).toEqual([1, 2]);
  });

  it("no longer comes once the page is gone", async () => {
    const { report, feed, steps, pass } = fed(1);
    await report();
    await report();
    feed.end();
    await pass(5000);
    expect(steps()).toEqual([1]);
  });
});
