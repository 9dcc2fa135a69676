import { type Disposable, EventEmitter, type TextDocument, type Uri, window, workspace } from "vscode";
import type { Edit } from "../core/edits.ts";
import { type Spec, sameDataset } from "../core/spec.ts";
import type { Problem, Speed } from "../run/protocol.ts";
import { createRun, type Run } from "../run/run.ts";
import type { StartWorker } from "../run/run-worker.ts";
import { allows } from "../run/state.ts";
import { changedKeysOf, type ParsedText, type WrittenText, writtenText } from "../spec/changes.ts";
import { placeOf } from "../spec/diagnostic.ts";
import type { LoadedSpec } from "../spec/load.ts";
import { fileNameOf } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import { revealOffset } from "./reveal.ts";
import type { SpecChecks } from "./spec-checks.ts";

/** The run of one spec: what commands and views do with it, and what they show of it. */
export interface SpecRun {
  readonly uri: Uri;
  readonly run: Run;
  /** The errors in the spec as it is now. */
  readonly problems: () => readonly Problem[];
  /** The keys of the spec that differ from what the run began with. */
  readonly changed: () => readonly string[];
  /** The text that the run started from, and what it says; null before it did. */
  readonly source: () => string | null;
  readonly spec: () => Spec | null;
  /**
   * Reads the spec, if that has not been done yet, for the view to show its network or its errors.
   * @param editsFor gives the parameters to be set by hand in a run of that text
   */
  readonly open: (editsFor?: (text: string) => readonly Edit[]) => Promise<boolean>;
  /** Trains on, or anew where the run has ended. */
  readonly train: () => Promise<void>;
  readonly pause: () => Promise<void>;
  /** Takes one step; a run that is going on pauses for it. */
  readonly step: () => Promise<void>;
  /** Goes back a step; a run that is going on pauses for it. */
  readonly back: () => Promise<void>;
  /** Starts again at step 0, from the spec as it is now. */
  readonly reset: () => Promise<boolean>;
  readonly setSpeed: (speed: Speed) => Promise<void>;
}

/** A run with what its keeper needs to know of it. */
interface KeptRun extends SpecRun {
  readonly checked: (document: TextDocument, loaded: LoadedSpec) => void;
  /** Its spec is read also while only its view is in sight. */
  readonly following: Disposable;
}

/** The runs of all specs. */
export interface SpecRuns extends Disposable {
  /** The run of a spec, made when first asked for. */
  readonly of: (uri: Uri) => SpecRun;
  /** The run of a spec if there is one. */
  readonly existing: (uri: Uri) => SpecRun | undefined;
  /** Ends a run and forgets it. */
  readonly end: (uri: Uri) => void;
  /** Fires when anything about a run has changed. */
  readonly onDidChange: (listener: (changed: SpecRun) => void) => Disposable;
  /** Fires when a run was ended and is forgotten. */
  readonly onDidEnd: (listener: (ended: SpecRun) => void) => Disposable;
}

/** Makes the keeper of runs. `warn` is told when a run has lost its worker or has to do without one. */
export function createSpecRuns(
  checks: SpecChecks,
  startWorker: StartWorker,
  warn: (message: string) => void,
): SpecRuns {
  const runs = new Map<string, KeptRun>();
  const didChange = new EventEmitter<SpecRun>();
  const didEnd = new EventEmitter<SpecRun>();

  const checking = checks.onDidCheck(({ document, loaded }) =>
    runs.get(document.uri.toString())?.checked(document, loaded),
  );

  function create(uri: Uri) {
    const run = createRun(startWorker, (message) => warn(`${fileNameOf(uri)}: ${message}`));
    let startedWith: Started | null = null;
    let opening: Promise<boolean> | null = null;
    let problems: readonly Problem[] = [];
    let changed: readonly string[] = [];

    /** Takes up what a spec says, unless it has errors. */
    async function start(document: TextDocument, loaded: LoadedSpec, edits: readonly Edit[] = []): Promise<boolean> {
      problems = problemsIn(document, loaded);
      if (!loaded.spec) {
        didChange.fire(specRun);
        return false;
      }
      startedWith = { ...writtenText(parsedText(document)), spec: loaded.spec };
      changed = [];
      await run.start(loaded.spec, edits);
      return true;
    }

    /** Reads the spec and starts with it; if it has errors, leaves everything as it was. */
    async function readAndStart(editsFor: (text: string) => readonly Edit[] = () => []): Promise<boolean> {
      let document: TextDocument;
      try {
        document = await workspace.openTextDocument(uri);
      } catch {
        const message = "This file is not there any more. If it was moved, open it where it is now";
        problems = [{ message, place: fileNameOf(uri), offset: 0 }];
        didChange.fire(specRun);
        return false;
      }
      const loaded = await checks.load(document);
      return start(document, loaded, editsFor(document.getText()));
    }

    /** The first start, however many ask for it at once: a view that opens, and the command that opened it. */
    async function open(editsFor?: (text: string) => readonly Edit[]): Promise<boolean> {
      if (startedWith !== null) return true;
      opening ??= readAndStart(editsFor).finally(() => {
        opening = null;
      });
      return opening;
    }

    /** Starts by `how`; where that cannot be, because of the spec's errors, the person is told. */
    async function orTell(how: () => Promise<boolean>): Promise<boolean> {
      const started = await how();
      if (!started) void tellOfProblems(uri, problems);
      return started;
    }

    const reset = () => orTell(() => readAndStart());

    const state = () => run.snapshot()?.state ?? "idle";

    const specRun = {
      uri,
      run,
      problems: () => problems,
      changed: () => changed,
      source: () => startedWith?.text ?? null,
      spec: () => startedWith?.spec ?? null,
      open,
      train: async () => {
        if (!(await orTell(() => open())) || state() === "running") return;
        if (allows(state(), "train") || (await reset())) await run.train();
      },
      pause: run.pause,
      step: async () => {
        if (!(await orTell(() => open()))) return;
        if (state() === "running") await run.pause();
        if (state() === "finished") void tellOfEnd(specRun);
        else await run.step();
      },
      back: async () => {
        if (!(await orTell(() => open()))) return;
        const step = run.snapshot()?.step ?? 0;
        if (allows(state(), "back") && step > 0) await run.seek(step - 1);
        else void window.showInformationMessage(`${fileNameOf(uri)} is at its beginning: there is no step to go back.`);
      },
      reset,
      setSpeed: run.setSpeed,
      following: checks.follow(uri),
      checked: (document: TextDocument, loaded: LoadedSpec) => {
        problems = problemsIn(document, loaded);
        changed = startedWith === null ? [] : changesSince(startedWith, document, loaded);
        // Nothing is lost before the first step: what is shown follows what is written.
        if (changed.length > 0 && state() === "idle" && loaded.spec) void start(document, loaded);
        else didChange.fire(specRun);
      },
    };
    run.onChange(() => didChange.fire(specRun));
    return specRun;
  }

  return {
    of: (uri) => {
      const existing = runs.get(uri.toString());
      if (existing) return existing;
      const created = create(uri);
      runs.set(uri.toString(), created);
      return created;
    },
    existing: (uri) => runs.get(uri.toString()),
    end: (uri) => {
      const ended = runs.get(uri.toString());
      if (!ended) return;
      ended.run.end();
      ended.following.dispose();
      runs.delete(uri.toString());
      didEnd.fire(ended);
    },
    onDidChange: didChange.event,
    onDidEnd: didEnd.event,
    dispose: () => {
      for (const { run } of runs.values()) run.end();
      checking.dispose();
      didChange.dispose();
      didEnd.dispose();
    },
  };
}

/** What a run began with. */
interface Started extends WrittenText {
  readonly spec: Spec;
}

function parsedText(document: TextDocument): ParsedText {
  return { text: document.getText(), root: rootOf(document) };
}

/** The keys that differ in the text; where none does, `data` if the data file has changed. */
function changesSince(started: Started, document: TextDocument, { spec }: LoadedSpec): string[] {
  const keys = changedKeysOf(started, parsedText(document));
  const isOtherData = spec !== null && !sameDataset(spec.data, started.spec.data);
  return keys.length === 0 && isOtherData ? ["data"] : keys;
}

/** The errors of a spec, for a view. */
export function problemsIn(document: TextDocument, { diagnostics }: LoadedSpec): Problem[] {
  const text = document.getText();
  const file = fileNameOf(document.uri);
  return diagnostics
    .filter(({ severity }) => severity === "error")
    .map(({ message, range, source }) => {
      const { line, column } = source ?? placeOf(text, range.offset);
      return { message, place: `${source?.file ?? file}:${line}:${column}`, offset: range.offset };
    });
}

/** Tells that a spec cannot be trained, and why. */
export async function tellOfProblems(uri: Uri, problems: readonly Problem[]): Promise<void> {
  const [first] = problems;
  if (!first) return;
  const count = problems.length === 1 ? "an error" : `${problems.length} errors`;
  const show = "Show in Spec";
  const message = `${fileNameOf(uri)} has ${count} and cannot be trained: ${first.message}`;
  if ((await window.showErrorMessage(message, show)) === show) await revealOffset(uri, first.offset);
}

async function tellOfEnd(specRun: SpecRun): Promise<void> {
  const reset = "Reset";
  const message = `${fileNameOf(specRun.uri)} has finished all its epochs. Reset it to step through them again.`;
  if ((await window.showInformationMessage(message, reset)) === reset) await specRun.reset();
}
