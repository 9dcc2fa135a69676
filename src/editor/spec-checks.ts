import { Disposable, EventEmitter, languages, type TextDocument, type Uri, window, workspace } from "vscode";
import type { Platform } from "../platform/platform.ts";
import type { MakeOnce } from "../spec/data-file.ts";
import { createKeptData } from "../spec/kept-data.ts";
import { type LoadedSpec, loadParsed } from "../spec/load.ts";
import { dataFilesFor, isMadeFrom } from "./data-files.ts";
import { toVSCode } from "./diagnostics.ts";
import { fileNameOf, isSpec } from "./language.ts";
import { parsedSpec } from "./parsed-spec.ts";
import { isVisible } from "./visible-specs.ts";

/** Reads specs as they stand in the editor, and keeps their mistakes marked. What nobody sees is read when it is shown. */
export interface SpecChecks extends Disposable {
  /** Reads a spec and its data now. */
  readonly load: (document: TextDocument) => Promise<LoadedSpec>;
  /** What is found in an open spec as it stands: when it was last read, if that was not before its last change. */
  readonly current: (document: TextDocument) => Promise<LoadedSpec>;
  /** What was found when an open spec was last read; undefined before that. */
  readonly latest: (uri: Uri) => LoadedSpec | undefined;
  /** Reads an open spec after each change also while its text is not to be seen, until this is disposed of. */
  readonly follow: (uri: Uri) => Disposable;
  /** Fires when an open spec was read after a change. */
  readonly onDidCheck: (listener: (checked: { document: TextDocument; loaded: LoadedSpec }) => void) => Disposable;
}

/** Milliseconds without a key press after which a changed spec is read again: its mistakes are there 100 ms after it. */
const typingPause = 40;

/** Files that specs may read their data from: when one changes, what was found before may no longer hold. */
export const dataFiles = "**/*.{csv,tsv,txt}";

/** Starts to check every spec in sight, now and after each change. */
export function createSpecChecks(platform: Platform): SpecChecks {
  const collection = languages.createDiagnosticCollection("unboxed");
  const didCheck = new EventEmitter<{ document: TextDocument; loaded: LoadedSpec }>();
  const latest = new Map<string, { readonly version: number; readonly loaded: LoadedSpec }>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  const followers = new Set<{ readonly key: string }>();
  /** Specs out of sight that were opened or changed since they were read. */
  const unread = new Set<string>();

  const kept = createKeptData();

  async function load(document: TextDocument): Promise<LoadedSpec> {
    const key = document.uri.toString();
    const open = dataFilesFor(document.uri, platform);
    let isKept = false;
    const once: MakeOnce = (...wanted) => {
      isKept = true;
      return kept.onceFor(key)(...wanted);
    };
    const loaded = await loadParsed(parsedSpec(document), fileNameOf(document.uri), { open, once });
    // Its data stand in the spec itself.
    if (loaded.spec && !isKept) kept.release(key);
    return loaded;
  }

  async function check(document: TextDocument): Promise<void> {
    const { version } = document;
    const isOutdated = () => document.isClosed || document.version !== version;
    // Each part of the work takes some milliseconds for a long spec; between them the host hears of keys and views.
    parsedSpec(document);
    await nextTask();
    if (isOutdated()) return;
    const loaded = await load(document);
    if (isOutdated()) return;
    latest.set(document.uri.toString(), { version, loaded });
    // Mistakes in the JSON itself are reported by the editor's own JSON service.
    const ours = loaded.diagnostics.filter(({ kind }) => kind !== "syntax");
    collection.set(
      document.uri,
      ours.map((diagnostic) => toVSCode(diagnostic, document)),
    );
    await nextTask();
    if (!isOutdated()) didCheck.fire({ document, loaded });
  }

  function checkSoon(document: TextDocument, wait: number): void {
    if (!isSpec(document)) return;
    const key = document.uri.toString();
    clearTimeout(timers.get(key));
    const isFollowed = [...followers].some((follower) => follower.key === key);
    if (!isFollowed && !isVisible(document.uri)) {
      unread.add(key);
      return;
    }
    unread.delete(key);
    timers.set(
      key,
      setTimeout(() => void check(document), wait),
    );
  }

  function forget({ uri }: TextDocument): void {
    clearTimeout(timers.get(uri.toString()));
    timers.delete(uri.toString());
    unread.delete(uri.toString());
    latest.delete(uri.toString());
    collection.delete(uri);
    kept.release(uri.toString());
  }

  const checkAll = (changed: Uri) => {
    kept.forget((key) => isMadeFrom(key, changed));
    for (const document of workspace.textDocuments) checkSoon(document, typingPause);
  };

  const checkUnread = () => {
    for (const { document } of window.visibleTextEditors) {
      if (unread.has(document.uri.toString())) checkSoon(document, 0);
    }
  };

  function follow(uri: Uri): Disposable {
    const follower = { key: uri.toString() };
    followers.add(follower);
    return new Disposable(() => followers.delete(follower));
  }

  const watcher = workspace.createFileSystemWatcher(dataFiles);
  const subscriptions = [
    collection,
    didCheck,
    watcher,
    watcher.onDidChange(checkAll),
    watcher.onDidCreate(checkAll),
    watcher.onDidDelete(checkAll),
    workspace.onDidOpenTextDocument((document) => checkSoon(document, 0)),
    workspace.onDidChangeTextDocument(({ document }) => checkSoon(document, typingPause)),
    workspace.onDidCloseTextDocument(forget),
    window.onDidChangeVisibleTextEditors(checkUnread),
  ];
  for (const document of workspace.textDocuments) checkSoon(document, 0);

  return {
    load,
    current: async (document) => {
      const last = latest.get(document.uri.toString());
      return last?.version === document.version ? last.loaded : load(document);
    },
    latest: (uri) => latest.get(uri.toString())?.loaded,
    follow,
    onDidCheck: didCheck.event,
    dispose: () => {
      for (const timer of timers.values()) clearTimeout(timer);
      for (const subscription of subscriptions) subscription.dispose();
    },
  };
}

/** Lets the host do what is waiting. */
function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
