import { type SeenSeries, tailSince } from "../core/series.ts";
import type { Remote } from "../run/channel.ts";
import type { ViewCalls, ViewUpdate } from "../run/protocol.ts";
import type { Run } from "../run/run.ts";

/** What a page is fed with: a run, and what is known of its spec. */
export interface FeedSource {
  readonly run: Run;
  /** All of an update that is not the run's own. */
  readonly about: () => Pick<ViewUpdate, "spec" | "file" | "changed" | "problems" | "settings">;
}

/** Sends a page what is new, one update at a time: a slow page slows nothing. */
export interface Feed {
  readonly news: () => void;
}

/** A feed for a page that knows nothing yet. */
export function createFeed({ run, about }: FeedSource, remote: Remote<ViewCalls>): Feed {
  let hasNews = false;
  let isSending = false;
  let seen: (SeenSeries & { generation: number }) | null = null;

  async function send(): Promise<void> {
    isSending = true;
    while (hasNews) {
      hasNews = false;
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
    }
    isSending = false;
  }

  return {
    news: () => {
      hasNews = true;
      // Once the view is closed nobody answers, and nothing is to be done about it.
      if (!isSending) send().catch(() => undefined);
    },
  };
}
