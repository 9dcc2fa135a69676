import { type SeenSeries, tailSince } from "../core/series.ts";
import type { Remote } from "../run/channel.ts";
import type { ViewCalls, ViewUpdate } from "../run/protocol.ts";
import type { Run } from "../run/run.ts";

/** What a page is fed with: a run, and what is known of its spec. */
export interface FeedSource {
  readonly run: Run;
  /** All of an update that is not the run's own. */
  readonly about: () => Pick<ViewUpdate, "spec" | "file" | "changed" | "problems" | "settings">;
  /** How often the page is told of a run that trains, at most. */
  readonly updatesPerSecond: () => number;
}

/** Sends a page what is new, one update at a time: a slow page slows nothing. */
export interface Feed {
  /** Something has changed. While the run trains, the page may hear of it a little later. */
  readonly news: () => void;
  /** Something has changed because the person asked for it in the page, which hears of it at once. */
  readonly answer: () => void;
  /** The page is gone: nothing more is sent. */
  readonly end: () => void;
}

/** A feed for a page that knows nothing yet. */
export function createFeed({ run, about, updatesPerSecond }: FeedSource, remote: Remote<ViewCalls>): Feed {
  let hasNews = false;
  let isSending = false;
  let isAwaited = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let sent: { readonly at: number; readonly whileRunning: boolean } | null = null;
  let seen: (SeenSeries & { generation: number }) | null = null;

  const isRunning = () => run.snapshot()?.state === "running";

  /** Milliseconds until the news are due: that training has begun or ended is shown at once. */
  function wait(): number {
    if (isAwaited || !sent?.whileRunning || !isRunning()) return 0;
    return sent.at + 1000 / updatesPerSecond() - performance.now();
  }

  function sendWhenDue(): void {
    if (isSending) return;
    clearTimeout(timer);
    const left = wait();
    if (left > 0) timer = setTimeout(sendWhenDue, left);
    // Once the view is closed nobody answers, and nothing is to be done about it.
    else send().catch(() => undefined);
  }

  async function send(): Promise<void> {
    isSending = true;
    hasNews = false;
    isAwaited = false;
    sent = { at: performance.now(), whileRunning: isRunning() };
    const generation = run.snapshot()?.generation ?? 0;
    const series = tailSince(run.series, seen?.generation === generation ? seen : null);
    await remote.show({
      ...about(),
      outline: run.outline(),
      snapshot: run.snapshot(),
      layers: run.layers(),
      worked: run.worked(),
      derivation: run.derivation(),
      series,
      evaluations: run.evaluations(),
      speed: run.speed(),
    });
    seen = { generation, stride: series.stride, steps: series.steps, cuts: series.cuts };
    isSending = false;
    if (hasNews) sendWhenDue();
  }

  function news(): void {
    hasNews = true;
    sendWhenDue();
  }

  return {
    news,
    answer: () => {
      isAwaited = true;
      news();
    },
    end: () => clearTimeout(timer),
  };
}
