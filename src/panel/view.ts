import { Disposable, env, Uri, type Webview, workspace } from "vscode";
import { isSameQuantity, type Quantity } from "../core/explanation/quantity.ts";
import { fileNameOf } from "../editor/language.ts";
import { revealOffset, revealPath } from "../editor/reveal.ts";
import { updatesPerSecond } from "../editor/settings.ts";
import type { SpecRun, SpecRuns } from "../editor/spec-runs.ts";
import { connect, type Handlers } from "../run/channel.ts";
import { type Packed, pack, unpack } from "../run/packing.ts";
import type { HostCalls, ViewCalls } from "../run/protocol.ts";
import { createFeed, type Feed, type FeedSource } from "./feed.ts";
import { trainingPage } from "./html.ts";
import { saveFile } from "./save-file.ts";
import { concernsViews, viewSettings } from "./view-settings.ts";

/** A training view as its keeper sees it. */
export interface AttachedView extends Disposable {
  /** Selects a quantity as soon as the page is there. */
  readonly select: (quantity: Quantity) => void;
}

/**
 * Puts the training page into a webview and keeps it up to date with a run.
 * @param dist the folder that the extension's bundles lie in
 * @param onSelect is told what is selected in the page, and whether the person did it there
 */
export function attachView(
  webview: Webview,
  dist: Uri,
  specRun: SpecRun,
  runs: SpecRuns,
  writeParameters: (specRun: SpecRun) => Promise<void>,
  onSelect: (quantity: Quantity | null, byHand: boolean) => void,
): AttachedView {
  let feed: Feed | null = null;
  /** Whether the page has not yet said what it kept selected from before. */
  let isNew = true;
  /** What is to be selected in the page until it has answered; it may be on its way to be made. */
  let wanted: Quantity | null = null;

  function sendWanted(): void {
    const quantity = wanted;
    if (!quantity) return;
    const answered = () => {
      if (wanted === quantity) wanted = null;
    };
    // Once the view is closed nobody answers, and nothing is to be done about it.
    channel.remote.select({ quantity }).then(answered, () => undefined);
  }

  const handlers: Handlers<HostCalls> = {
    // A page may be hidden, destroyed and made again at any time: each one gets a feed of its own.
    ready: () => {
      feed?.end();
      feed = createFeed(sourceOf(specRun), channel.remote);
      feed.news();
      isNew = true;
      sendWanted();
    },
    train: specRun.train,
    pause: specRun.pause,
    step: specRun.step,
    reset: async () => {
      await specRun.reset();
    },
    seek: ({ step }) => specRun.run.seek(step),
    focus: async ({ focus }) => {
      if (wanted === null || isSameQuantity(wanted, focus.quantity))
        onSelect(focus.quantity, wanted === null && !isNew);
      isNew = false;
      await specRun.run.focus(focus);
      feed?.answer();
    },
    edit: ({ parameter, value }) => specRun.run.edit(parameter, value),
    inspect: (call) => specRun.run.inspect(call),
    reveal: ({ path }) => revealPath(specRun.uri, path),
    writeParameters: () => writeParameters(specRun),
    copy: async ({ text }) => env.clipboard.writeText(text),
    save: (file) => saveFile(specRun.uri, file),
    setSpeed: async ({ speed }) => {
      await specRun.setSpeed(speed);
      feed?.answer();
    },
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
    workspace.onDidChangeConfiguration((change) => {
      if (concernsViews(change, specRun.uri)) feed?.news();
    }),
    new Disposable(() => {
      feed?.end();
      channel.close("The view was closed");
    }),
  );
  webview.html = pageFor(webview, dist, specRun);
  return {
    select: (quantity) => {
      wanted = quantity;
      sendWanted();
    },
    dispose: () => Disposable.from(...subscriptions).dispose(),
  };
}

/** What a page is told beside the run itself. */
function sourceOf({ uri, run, changed, problems }: SpecRun): FeedSource {
  return {
    run,
    about: () => ({
      spec: uri.toString(),
      file: fileNameOf(uri),
      changed: changed(),
      problems: problems(),
      settings: viewSettings(uri),
    }),
    updatesPerSecond: () => updatesPerSecond(uri),
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
