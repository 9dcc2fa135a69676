import {
  Disposable,
  Range,
  type TestController,
  type TestItem,
  type TextDocument,
  type Uri,
  window,
  workspace,
} from "vscode";
import { specExtension } from "../spec/file-name.ts";
import { type WrittenExpectation, writtenExpectations } from "../spec/written-expectations.ts";
import { fileNameOf, isSpec } from "./language.ts";
import { isBroken, rootOf } from "./parsed-spec.ts";
import { visibleSpecEditors } from "./visible-specs.ts";

/** The items of the Testing view: one for each spec with expectations, and below it one for each of them. */
export interface ExpectationItems extends Disposable {
  /** Looks for all specs of the workspace, and from then on follows which there are. Their texts are not read yet. */
  readonly find: () => Promise<void>;
  /** The item of a spec, with its expectations as they stand in its text now; undefined where there are none. */
  readonly read: (uri: Uri) => Promise<TestItem | undefined>;
  /** Where the key of an expectation begins, in characters from the start of the text as it was read last. */
  readonly keyOf: (expectation: TestItem) => number | undefined;
}

/** Milliseconds without a key press after which the expectations in a changed text are read again. */
const typingPause = 100;

const specs = `**/*${specExtension}`;

/**
 * Keeps the items of a controller up to date: those of specs in sight always, those of others when they are asked for.
 * @param outdated is told of a spec whose text is no longer the one that was read before
 */
export function createExpectationItems(
  controller: TestController,
  outdated: (spec: TestItem) => void,
): ExpectationItems {
  const { items } = controller;
  /** The texts that the items below each spec were read from. */
  const texts = new Map<string, string>();
  const keys = new WeakMap<TestItem, number>();
  const timers = new Map<string, ReturnType<typeof setTimeout>>();
  let watcher: Disposable | null = null;

  function itemOf(uri: Uri): TestItem {
    const id = uri.toString();
    const known = items.get(id);
    if (known) return known;
    const item = controller.createTestItem(id, fileNameOf(uri), uri);
    item.canResolveChildren = true;
    items.add(item);
    return item;
  }

  function expectationItem(spec: TestItem, id: string, { name, condition, key }: WrittenExpectation): TestItem {
    const item = spec.children.get(id) ?? controller.createTestItem(id, name, spec.uri);
    item.label = `${name} ${condition}`;
    keys.set(item, key.offset);
    return item;
  }

  /** Brings the items of a spec into line with its text. */
  function show(document: TextDocument): TestItem | undefined {
    const id = document.uri.toString();
    const text = document.getText();
    const before = texts.get(id);
    const known = items.get(id);
    if (before === text) return known;
    texts.set(id, text);
    // While somebody types, what could be read last stays.
    if (known && before !== undefined && isBroken(document)) {
      outdated(known);
      return known;
    }
    const root = rootOf(document);
    const written = root ? writtenExpectations(root) : [];
    if (written.length === 0) {
      items.delete(id);
      return undefined;
    }
    const spec = itemOf(document.uri);
    const names = new Map<string, number>();
    const children = written.map((expectation, index) => {
      // The same may be expected twice.
      const count = (names.get(expectation.name) ?? 0) + 1;
      names.set(expectation.name, count);
      const item = expectationItem(
        spec,
        count === 1 ? expectation.name : `${expectation.name} (${count})`,
        expectation,
      );
      const { offset, length } = expectation.range;
      item.range = new Range(document.positionAt(offset), document.positionAt(offset + length));
      // Otherwise they would stand in alphabetical order.
      item.sortText = String(index).padStart(6, "0");
      return item;
    });
    spec.children.replace(children);
    if (before !== undefined) outdated(spec);
    return spec;
  }

  async function read(uri: Uri): Promise<TestItem | undefined> {
    try {
      return show(await workspace.openTextDocument(uri));
    } catch {
      forget(uri);
      return undefined;
    }
  }

  function forget(uri: Uri): void {
    texts.delete(uri.toString());
    items.delete(uri.toString());
  }

  function showSoon(document: TextDocument, wait: number): void {
    const id = document.uri.toString();
    clearTimeout(timers.get(id));
    timers.set(
      id,
      setTimeout(() => {
        timers.delete(id);
        if (!document.isClosed) show(document);
      }, wait),
    );
  }

  function showVisible(): void {
    for (const { document } of visibleSpecEditors()) showSoon(document, 0);
  }

  /** What nobody sees is read when it is asked for or comes into sight; until then its results count no more. */
  function distrust(uri: Uri): void {
    texts.delete(uri.toString());
    const spec = items.get(uri.toString());
    if (spec) outdated(spec);
  }

  function changed(document: TextDocument): void {
    if (!isSpec(document)) return;
    if (visibleSpecEditors().some((editor) => editor.document === document)) showSoon(document, typingPause);
    else distrust(document.uri);
  }

  function closed({ uri, isDirty }: TextDocument): void {
    const isFound = watcher !== null && uri.scheme !== "untitled" && workspace.getWorkspaceFolder(uri) !== undefined;
    if (!isFound) forget(uri);
    else if (isDirty) distrust(uri);
  }

  /** That a spec has no expectations may be known already. */
  function found(uri: Uri): void {
    if (!texts.has(uri.toString())) itemOf(uri);
  }

  function watch(): Disposable {
    const files = workspace.createFileSystemWatcher(specs);
    return Disposable.from(
      files,
      files.onDidCreate(found),
      files.onDidDelete(forget),
      // The text of a document that is open is followed by itself.
      files.onDidChange((uri) => {
        const isOpen = workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
        if (!isOpen) distrust(uri);
      }),
    );
  }

  const following = Disposable.from(
    window.onDidChangeVisibleTextEditors(showVisible),
    workspace.onDidChangeTextDocument(({ document }) => changed(document)),
    workspace.onDidCloseTextDocument(closed),
  );
  showVisible();

  return {
    find: async () => {
      if (watcher) return;
      watcher = watch();
      for (const uri of await workspace.findFiles(specs, "**/node_modules/**")) found(uri);
    },
    read,
    keyOf: (expectation) => keys.get(expectation),
    dispose: () => {
      following.dispose();
      watcher?.dispose();
      for (const timer of timers.values()) clearTimeout(timer);
    },
  };
}
