import { Disposable, env, Uri, type Webview } from "vscode";
import { tailSince } from "../core/series.ts";
import { fileNameOf } from "../editor/language.ts";
import { revealOffset } from "../editor/reveal.ts";
import type { SpecRun, SpecRuns } from "../editor/spec-runs.ts";
import { type Channel, connect, type Handlers } from "../run/channel.ts";
import { type Packed, pack, unpack } from "../run/packing.ts";
import type { HostCalls, ViewCalls, ViewUpdate } from "../run/protocol.ts";
import { trainingPage } from "./html.ts";

/** Puts the training page into a webview and keeps it up to date with a run. */
export function attachView(webview: Webview, dist: Uri, specRun: SpecRun, runs: SpecRuns): Disposable {
  let feed: Feed | null = null;
  const handlers: Handlers<HostCalls> = {
    // A page may be hidden, destroyed and made again at any time: each one gets a feed of its own.
    ready: () => {
      feed = createFeed(specRun, channel);
      feed.news();
    },
    train: specRun.train,
    pause: specRun.pause,
    step: specRun.step,
    reset: async () => {
      await specRun.reset();
    },
    seek: ({ step }) => specRun.run.seek(step),
    focus: ({ focus }) => specRun.run.focus(focus),
    edit: ({ parameter, value }) => specRun.run.edit(parameter, value),
    inspect: (call) => specRun.run.inspect(call),
    reveal: () => undefined,
    writeParameters: () => undefined,
    copy: async ({ text }) => env.clipboard.writeText(text),
    save: () => undefined,
    setSpeed: ({ speed }) => specRun.setSpeed(speed),
    openSpec: ({ problem }) => revealOffset(specRun.uri, problem?.offset ?? 0),
  };
  const subscriptions: Disposable[] = [];
  const port = {
    post: (message: unknown) => void webview.postMessage(pack(message)),
    listen: (listener: (message: unknown) => void) =>
      subscriptions.push(webview.onDidReceiveMessage((message: Packed) => listener(unpack(message)))),
  };
  // No time limit: a hidden page answers when it is shown again, or never.
  const channel = connect<HostCalls, ViewCalls>(port, handlers, null);
  subscriptions.push(
    runs.onDidChange((changed) => {
      if (changed === specRun) feed?.news();
    }),
    new Disposable(() => channel.close("The view was closed")),
  );
  webview.html = pageFor(webview, dist, specRun);
  return Disposable.from(...subscriptions);
}

/** Sends a page what is new, one update at a time: a slow page slows nothing. */
interface Feed {
  readonly news: () => void;
}

function createFeed(specRun: SpecRun, { remote }: Channel<ViewCalls>): Feed {
  let hasNews = false;
  let isSending = false;
  let seen: { generation: number; stride: number; steps: number } | null = null;

  async function send(): Promise<void> {
    isSending = true;
    while (hasNews) {
      hasNews = false;
      const { run } = specRun;
      const generation = run.snapshot()?.generation ?? 0;
      const series = tailSince(run.series, seen?.generation === generation ? seen : null);
      await remote.show(updateOf(specRun, series));
      seen = { generation, stride: series.stride, steps: series.steps };
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

function updateOf({ uri, run, changed, problems }: SpecRun, series: ViewUpdate["series"]): ViewUpdate {
  return {
    spec: uri.toString(),
    file: fileNameOf(uri),
    outline: run.outline(),
    snapshot: run.snapshot(),
    layers: run.layers(),
    worked: run.worked(),
    derivation: run.derivation(),
    series,
    evaluations: run.evaluations(),
    settings: { digits: null },
    speed: run.speed(),
    changed: changed(),
    problems: problems(),
  };
}

function pageFor(webview: Webview, dist: Uri, { uri }: SpecRun): string {
  return trainingPage({
    scriptUri: webview.asWebviewUri(Uri.joinPath(dist, "webview.js")).toString(),
    styleUri: webview.asWebviewUri(Uri.joinPath(dist, "webview.css")).toString(),
    cspSource: webview.cspSource,
    nonce: crypto.randomUUID().replaceAll("-", ""),
    title: fileNameOf(uri),
  });
}
