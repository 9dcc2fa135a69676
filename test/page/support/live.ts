import type { Spec } from "../../../src/core/spec.ts";
import { createFeed } from "../../../src/panel/feed.ts";
import { startInlineWorker } from "../../../src/run/inline-worker.ts";
import { createRun, type Run } from "../../../src/run/run.ts";
import type { TabName } from "../../../webview/arrangement.ts";
import type { PageLab, PageOptions, TestPage } from "./page.ts";

/** A page whose host is a real run, on this thread: what the person does in the page really happens. */
export interface LivePage extends TestPage {
  readonly run: Run;
  /** Waits until the run stands still at a step and the page shows it. */
  readonly arriveAt: (step: number) => Promise<void>;
}

/** Opens a page on a run of `spec`. */
export async function openLive(lab: PageLab, spec: Spec, options: PageOptions = {}): Promise<LivePage> {
  const run = createRun(
    async () => startInlineWorker(),
    (message) => {
      throw new Error(message);
    },
  );
  await run.start(spec);
  const view = await lab.open({
    ...options,
    answers: {
      train: run.train,
      pause: run.pause,
      step: run.step,
      reset: () => run.start(spec),
      seek: ({ step }) => run.seek(step),
      focus: ({ focus }) => run.focus(focus),
      edit: ({ parameter, value }) => run.edit(parameter, value),
      inspect: run.inspect,
      setSpeed: ({ speed }) => run.setSpeed(speed),
      ...options.answers,
    },
  });
  const about = () => ({
    spec: "file:///specs/test.nn.json",
    file: "test.nn.json",
    changed: [],
    problems: [],
    settings: { digits: null, animation: true },
  });
  const feed = createFeed({ run, about, updatesPerSecond: () => 20 }, view.remote);
  run.onChange(() => feed.news());
  feed.news();
  await view.page.locator(".toolbar").waitFor();
  return {
    ...view,
    run,
    arriveAt: async (step) => {
      await view.page.waitForFunction(
        (text) => document.querySelector('[data-readout="step"] .numeral')?.textContent === text,
        step.toLocaleString("en-US"),
      );
    },
    close: async () => {
      run.end();
      await view.close();
    },
  };
}

/** Opens a page on a run of `spec` that has taken so many steps, with one of the tabs chosen. */
export async function openTab(
  lab: PageLab,
  spec: Spec,
  tab: TabName,
  steps: number,
  options: PageOptions = {},
): Promise<LivePage> {
  const view = await openLive(lab, spec, options);
  if (steps > 0) {
    await view.run.trainTo(steps);
    await view.arriveAt(steps);
  }
  await view.page.locator(`#tab-${tab}`).click();
  return view;
}
