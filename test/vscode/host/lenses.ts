import {
  CancellationTokenSource,
  type CodeLens,
  ConfigurationTarget,
  commands,
  type LogOutputChannel,
  languages,
  Position,
  type TextDocument,
  Uri,
  WorkspaceEdit,
  window,
  workspace,
} from "vscode";
import { followLongRuns } from "../../../src/editor/long-runs.ts";
import { readingWithProgress } from "../../../src/editor/reading-progress.ts";
import { logRuns } from "../../../src/editor/run-log.ts";
import * as settings from "../../../src/editor/settings.ts";
import { createSpecChecks } from "../../../src/editor/spec-checks.ts";
import { createSpecRuns } from "../../../src/editor/spec-runs.ts";
import { eventuallySame, expectSame, later } from "./support/checks.ts";
import { replace } from "./support/documents.ts";
import { platform, startWorker } from "./support/platform.ts";

// Runs inside the extension host, beside the installed extension, with the real API: what the text editor says of runs.

const folder = () => workspace.workspaceFolders?.[0].uri ?? Uri.parse("none:/");

/** A spec of the workspace, as a file of its own with another text. */
async function openVariant(of: string, name: string, change: (text: string) => string): Promise<TextDocument> {
  const text = new TextDecoder().decode(await workspace.fs.readFile(Uri.joinPath(folder(), of)));
  const uri = Uri.joinPath(folder(), name);
  await workspace.fs.writeFile(uri, new TextEncoder().encode(change(text)));
  const document = await workspace.openTextDocument(uri);
  await window.showTextDocument(document);
  return document;
}

async function lensesOf(document: TextDocument): Promise<CodeLens[]> {
  return commands.executeCommand<CodeLens[]>("vscode.executeCodeLensProvider", document.uri);
}

/** What the lenses above the line of a key say. */
async function titlesAbove(document: TextDocument, key: string): Promise<string[]> {
  const lenses = await lensesOf(document);
  return lenses
    .filter(({ range }) => document.lineAt(range.start.line).text.trimStart().startsWith(`"${key}"`))
    .map(({ command }) => command?.title ?? "");
}

async function followsARun(): Promise<void> {
  const document = await openVariant("chain.nn.json", "lens-chain.nn.json", (text) => text);
  const { uri } = document;
  const aboveLayers = () => titlesAbove(document, "layers");
  await eventuallySame("Before a run", aboveLayers, ["▶ Train", "Step", "Open View"]);
  await commands.executeCommand("unboxed.step", uri);
  const paused = ["▶ Train", "Step", "Reset", "step 1 · loss 0.2082"];
  await eventuallySame("After a step", aboveLayers, paused);

  // As set for numbers.
  const digits = (value: unknown) =>
    workspace.getConfiguration().update("unboxed.numbers.significantDigits", value, ConfigurationTarget.Workspace);
  await digits(6);
  await eventuallySame("With six digits", aboveLayers, [...paused.slice(0, 3), "step 1 · loss 0.208195"]);
  await digits(undefined);
  await eventuallySame("As usual", aboveLayers, paused);

  // While the text is broken, nothing changes but what the person types.
  await replace(document, '"title": "', '// A comment\n  "title": ');
  await eventuallySame("A broken text", aboveLayers, [
    "▶ Train",
    "Step",
    "Spec Changed: Reset to Apply",
    "step 1 · loss 0.2082",
  ]);
  expectSame(await titlesAbove(document, "data"), ["1 sample · 1 → 1"]);
  await replace(document, '"title": ', '"title": "');
  await eventuallySame("A change of the title", aboveLayers, paused);

  await replace(document, '"x": 2', '"x": 4');
  await eventuallySame("Another spec", aboveLayers, [
    "▶ Train",
    "Step",
    "Spec Changed: Reset to Apply",
    "step 1 · loss 0.2082",
  ]);
  await commands.executeCommand("unboxed.reset", uri);
  await eventuallySame("After a reset", aboveLayers, ["▶ Train", "Step", "Open View"]);
  await commands.executeCommand("unboxed.train", uri);
  await eventuallySame("The end", async () => (await aboveLayers()).map((title) => title.replace(/ · loss .*/, "")), [
    "▶ Train Again",
    "Reset",
    "$(check)\u00a0finished at step 200",
  ]);
}

async function followsTraining(): Promise<void> {
  const endless = (text: string) => text.replace('"epochs": 200', '"epochs": 900000000');
  const document = await openVariant("chain.nn.json", "lens-endless.nn.json", endless);
  const withoutNumbers = async () =>
    (await titlesAbove(document, "layers")).map((title) => title.replace(/step [\d,]+ · loss .*/, "step"));
  await commands.executeCommand("unboxed.train", document.uri);
  await eventuallySame("While it trains", withoutNumbers, ["$(debug-pause)\u00a0Pause", "step"]);
  await commands.executeCommand("unboxed.pause", document.uri);
  await eventuallySame("While it pauses", withoutNumbers, ["▶ Train", "Step", "Reset", "step"]);
}

async function tellsOfAFailure(): Promise<void> {
  const diverging = (text: string) => text.replace('"learningRate": 0.05', '"learningRate": 1e30');
  const document = await openVariant("line.nn.json", "lens-failing.nn.json", diverging);
  await commands.executeCommand("unboxed.train", document.uri);
  await eventuallySame(
    "The failure",
    async () => (await titlesAbove(document, "layers")).map((title) => title.slice(0, 15)),
    ["Reset", "$(error)\u00a0failed"],
  );
  const failed = (await lensesOf(document)).find(({ command }) => command?.title.startsWith("$(error)"));
  expectSame(/not a finite number|infinite|NaN|∞/i.test(failed?.command?.tooltip ?? ""), true);
}

async function tellsOfData(): Promise<void> {
  const document = await openVariant("iris.nn.json", "lens-iris.nn.json", (text) => text);
  await eventuallySame("The data", () => titlesAbove(document, "data"), [
    "150 samples, 45 held out · 4 → 3",
    "Open iris.csv",
  ]);
  const open = (await lensesOf(document)).find(({ command }) => command?.title === "Open iris.csv")?.command;
  await commands.executeCommand(open?.command ?? "", ...(open?.arguments ?? []));
  expectSame(window.activeTextEditor?.document.uri.toString(), Uri.joinPath(folder(), "iris.csv").toString());
}

/** Each setting is there, with a default; what makes no sense is as if it were not set. */
async function readsSettings(): Promise<void> {
  const uri = Uri.joinPath(folder(), "chain.nn.json");
  const all = {
    "numbers.significantDigits": [null, settings.significantDigits],
    "inlineValues.enabled": [true, settings.showsInlineValues],
    updatesPerSecond: [20, settings.updatesPerSecond],
    linkCursorAndView: [true, settings.linksCursorAndView],
    animation: [true, settings.animates],
  } as const;
  const ours = workspace.getConfiguration("unboxed", uri);
  for (const [name, [usual]] of Object.entries(all))
    expectSame([name, ours.inspect(name)?.defaultValue], [name, usual]);
  // As the window was started with; an update of 0 times a second would be none.
  expectSame(
    Object.values(all).map(([, read]) => read(uri)),
    [null, true, 20, false, false],
  );
}

const checks = createSpecChecks(platform);

async function logsRuns(): Promise<void> {
  const runs = createSpecRuns(checks, startWorker, (message) => console.warn(message));
  const lines: string[] = [];
  const write = (level: string) => (message: string) => lines.push(`${level} ${message}`);
  const following = logRuns(runs, { info: write("info"), error: write("error") } as unknown as LogOutputChannel);
  const chain = runs.of(Uri.joinPath(folder(), "chain.nn.json"));
  await chain.step();
  await chain.train();
  await eventuallySame("The end of the run", () => chain.run.snapshot()?.state, "finished");
  const failing = runs.of(Uri.joinPath(folder(), "lens-failing.nn.json"));
  await failing.train();
  await eventuallySame("The failure", () => failing.run.snapshot()?.state, "failed");
  expectSame(lines.slice(0, 3), [
    "info chain.nn.json: a run began: 1-1-1-1 (relu, relu, relu), 1 of 1 sample trained on, 1 a step, mse, sgd with learning rate 0.0078125; engine plain",
    "info chain.nn.json: the run finished at step 200 (epoch 200 of 200), batch loss 1.23×10⁻³²",
    "info lens-failing.nn.json: a run began: 1-1 (linear), 5 of 5 samples trained on, 1 a step, mse, sgd with learning rate 1e+30; engine plain",
  ]);
  expectSame([lines.length, lines[3].startsWith("error lens-failing.nn.json: the run failed after step ")], [4, true]);
  following.dispose();
  runs.dispose();
}

/** Follows a long run whose view is closed, and then open. */
async function showsProgress(): Promise<void> {
  const runs = createSpecRuns(checks, startWorker, (message) => console.warn(message));
  const open = new Set<string>();
  const views = { has: (uri: Uri) => open.has(uri.toString()) };
  const specRun = runs.of(Uri.joinPath(folder(), "lens-endless.nn.json"));
  const shown: { title: string | undefined; reports: string[]; cancel: () => void; hasEnded: boolean }[] = [];
  const api = window as unknown as Record<string, unknown>;
  const real = api.withProgress;
  api.withProgress = async (...[options, task]: Parameters<typeof window.withProgress>) => {
    const notification = { title: options.title, reports: [] as string[], cancel: () => {}, hasEnded: false };
    shown.push(notification);
    await task(
      { report: (news) => notification.reports.push((news as { message: string }).message) },
      {
        isCancellationRequested: false,
        onCancellationRequested: (listener: (event: unknown) => void) => {
          notification.cancel = () => listener(undefined);
          return { dispose: () => undefined };
        },
      },
    );
    notification.hasEnded = true;
  };
  const following = followLongRuns(runs, views, 200);
  try {
    await specRun.train();
    await eventuallySame("The notification", () => shown.map(({ title }) => title), ["Training lens-endless.nn.json"]);
    await eventuallySame(
      "Its progress",
      () => /^step [\d,]+ of 900,000,000, loss /.test(shown[0].reports[0] ?? ""),
      true,
    );
    open.add(specRun.uri.toString());
    await eventuallySame("Its end when the view opens", () => shown[0].hasEnded, true);
    open.clear();
    await eventuallySame("Another one", () => shown.length, 2);
    shown[1].cancel();
    await eventuallySame("A pause", () => [specRun.run.snapshot()?.state, shown[1].hasEnded], ["paused", true]);
    await specRun.train();
    await eventuallySame("A third one", () => shown.length, 3);
    runs.end(specRun.uri);
    await eventuallySame("Its end with the run", () => shown[2].hasEnded, true);
  } finally {
    api.withProgress = real;
    following.dispose();
    runs.dispose();
  }
}

/** A file of several pieces is read once, until it changes; where that takes long, its progress is shown. */
async function readsLargeFiles(): Promise<void> {
  const csv = Uri.joinPath(folder(), "lens-large.csv");
  const write = (last: string) =>
    workspace.fs.writeFile(csv, new TextEncoder().encode(`x,t\n${"0.5,1\n".repeat(60_000)}${last}\n`));
  await write("2,3");
  const spec = {
    inputs: ["x"],
    layers: [{ units: 1 }],
    optimizer: { learningRate: 0.1 },
    data: { csv: "lens-large.csv" },
  };
  const document = await openVariant("chain.nn.json", "lens-large.nn.json", () => JSON.stringify(spec));
  const dataOf = async () => (await checks.load(document)).spec?.data;
  const first = await dataOf();
  expectSame([first?.samples, first?.inputs[60_000], first?.targets[60_000]], [60_001, 2, 3]);
  await replace(document, "0.1", "0.2");
  expectSame((await dataOf()) === first, true);
  await write("2,345");
  await eventuallySame("Other data", async () => (await dataOf())?.targets[60_000], 345);

  const reports: string[] = [];
  let hasEnded = false;
  const api = window as unknown as Record<string, unknown>;
  const real = api.withProgress;
  api.withProgress = async (...[options, task]: Parameters<typeof window.withProgress>) => {
    const report = (news: object) => reports.push(`${options.title} ${(news as { message: string }).message}`);
    await task({ report }, new CancellationTokenSource().token);
    hasEnded = true;
  };
  try {
    const pieces = [new Uint8Array(30), new Uint8Array(70)];
    for await (const _ of readingWithProgress("large.csv", 100, pieces, 0)) await later(250);
    await eventuallySame("The end of the progress", () => hasEnded, true);
    expectSame([...new Set(reports)], ["Reading large.csv 30 %", "Reading large.csv 100 %"]);
  } finally {
    api.withProgress = real;
  }
}

async function opensExamples(): Promise<void> {
  const opened = async (id: string) => {
    await commands.executeCommand("unboxed.openExample", id);
    const document = window.activeTextEditor?.document;
    if (!document) throw new Error("No example was opened");
    return document;
  };
  const iris = await opened("iris");
  // With its data beside it, and without a mistake.
  await eventuallySame("The data of a copy", () => titlesAbove(iris, "data"), [
    "150 samples, 45 held out · 4 → 3",
    "Open iris.csv",
  ]);
  const chain = await opened("chain");
  expectSame([chain.languageId, chain.isUntitled, chain.uri.path.endsWith("/chain.nn.json")], ["nn-json", false, true]);
  expectSame((await opened("chain")).uri.toString(), chain.uri.toString());
  await eventuallySame("No mistakes", () => languages.getDiagnostics(chain.uri).length, 0);
  await eventuallySame("The lenses", () => titlesAbove(chain, "layers"), ["▶ Train", "Step", "Open View"]);
  // What the person has changed is left alone.
  const edit = new WorkspaceEdit();
  edit.insert(chain.uri, new Position(0, 0), "// Mine\n");
  await workspace.applyEdit(edit);
  const [unsaved, mine] = [(await opened("chain")).uri.toString(), chain.getText()];
  expectSame(unsaved === chain.uri.toString(), false);
  await chain.save();
  expectSame((await opened("chain")).uri.toString(), unsaved);
  expectSame(new TextDecoder().decode(await workspace.fs.readFile(chain.uri)), mine);
}

/** The test of what the text editor says of runs. */
export async function run(): Promise<void> {
  for (const test of [
    followsARun,
    followsTraining,
    tellsOfAFailure,
    tellsOfData,
    readsSettings,
    logsRuns,
    showsProgress,
    readsLargeFiles,
    opensExamples,
  ]) {
    await test();
    console.log(`${test.name} passed`);
  }
}
