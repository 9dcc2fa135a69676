import { afterEach, describe, expect, it, vi } from "vitest";
import { evaluate } from "../../../src/core/evaluation.ts";
import type { Parameters } from "../../../src/core/parameters.ts";
import type { ParameterPlace } from "../../../src/core/quantity-path.ts";
import { createTrainer, takeStep } from "../../../src/core/trainer.ts";
import type { Focus, Progress } from "../../../src/run/protocol.ts";
import { createSession } from "../../../src/run/session.ts";
import { startOf } from "../../support/run-starts.ts";
import { chainFile, divergingFile, longFile, specOf, xorFile } from "../../support/specs.ts";

/** A session whose news and rests wait until the test lets them go on, with slices of one step unless told otherwise. */
async function sessionWith(file: object) {
  const reports: { progress: Progress; acknowledge: () => void }[] = [];
  const rests: (() => void)[] = [];
  const report = (progress: Progress) =>
    new Promise<void>((resolve) => reports.push({ progress: structuredClone(progress), acknowledge: resolve }));
  const rest = () => new Promise<void>((resolve) => rests.push(resolve));
  const pace = { slice: 0, rest };
  const session = createSession(report, pace);
  await session.start(startOf(await specOf(file)));
  return { session, reports, rests, pace };
}

/** A session at step 9000 of a run whose states are kept at every fourth step: from one to the next take some slices. */
async function farAlong() {
  const { session, reports, rests, pace } = await sessionWith(xorFile(1_000_000));
  const goOn = async () => {
    for (const rest of rests.splice(0)) rest();
    reports.at(-1)?.acknowledge();
    await new Promise((resolve) => setImmediate(resolve));
  };
  const shown = () => reports.map(({ progress: { snapshot } }) => [snapshot.state, snapshot.step]);
  const goOnUntil = async (state: string, step: number) => {
    while (String(shown().at(-1)) !== String([state, step])) await goOn();
  };
  pace.slice = 10;
  await session.train({ generation: 1, until: 9000 });
  await goOnUntil("paused", 9000);
  // The loop ends with its last rest.
  await goOn();
  await interval();
  pace.slice = 0;
  reports.length = 0;
  return { session, reports, rests, pace, goOn, goOnUntil, shown };
}

/** Long enough for the next report to be due. */
const interval = () => new Promise((resolve) => setTimeout(resolve, 70));

afterEach(() => {
  vi.restoreAllMocks();
});

describe("measuring that takes long", () => {
  /** Reports of steps in a session that takes each look at the clock for half a second. */
  async function slowSession() {
    let time = 0;
    vi.spyOn(performance, "now").mockImplementation(() => {
      time += 500;
      return time;
    });
    const { session, reports, rests } = await sessionWith(chainFile);
    const goOn = async () => {
      for (const { acknowledge } of reports) acknowledge();
      for (const rest of rests.splice(0)) rest();
      await interval();
    };
    const losses = () => reports.map(({ progress: { snapshot } }) => [snapshot.step, snapshot.loss]);
    return { session, losses, goOn };
  }

  it("follows the step, which is shown with the loss before", async () => {
    const { session, losses, goOn } = await slowSession();
    await goOn();
    await session.step({ generation: 1 });
    for (let turn = 0; turn < 6; turn++) await goOn();
    expect(losses()).toEqual([
      [0, 7.5625],
      [1, 7.5625],
      [1, 0.20819503900341318],
    ]);
  });

  it("is given up where another step is taken", async () => {
    const { session, losses, goOn } = await slowSession();
    await goOn();
    await session.step({ generation: 1 });
    await goOn();
    await session.step({ generation: 1 });
    for (let turn = 0; turn < 8; turn++) await goOn();
    const [, first, second, measured] = losses();
    expect([first, second]).toEqual([
      [1, 7.5625],
      [2, 7.5625],
    ]);
    expect(measured[0]).toBe(2);
    expect(measured[1]).toBeLessThan(0.1);
    expect(losses()).toHaveLength(4);
  });

  it("comes after a way back, too", async () => {
    const { session, losses, goOn } = await slowSession();
    await goOn();
    for (let step = 1; step <= 2; step++) {
      await session.step({ generation: 1 });
      for (let turn = 0; turn < 6; turn++) await goOn();
    }
    await session.seek({ generation: 1, step: 1 });
    for (let turn = 0; turn < 8; turn++) await goOn();
    expect(losses().at(-1)).toEqual([1, 0.20819503900341318]);
  });
});

it("observes a large network after its step was shown, and tells what it found", async () => {
  const { session, reports, rests } = await sessionWith(divergingFile);
  const goOnUntil = async (is: () => boolean) => {
    for (let turn = 0; turn < 40 && !is(); turn++) {
      for (const { acknowledge } of reports) acknowledge();
      for (const rest of rests.splice(0)) rest();
      await interval();
    }
  };
  const told = () =>
    reports.map(({ progress: { snapshot } }) =>
      [snapshot.step, ...snapshot.findings.map(({ kind }) => kind)].join(" "),
    );
  for (let step = 1; step <= 4; step++) {
    await session.step({ generation: 1 });
    await goOnUntil(() => told().includes(String(step)));
  }
  await goOnUntil(() => told().at(-1) !== "4");
  expect(told().slice(-2)).toEqual(["4", "4 divergence"]);
});

describe("a step that takes long", () => {
  /** A few numbers of each layer: all have to be right for these to be. */
  const endsOf = (layers: readonly Parameters[]) =>
    layers.map(({ weights, biases }) => [weights[0], weights.at(-1), biases[0], biases.at(-1)]);

  /** A session with slices of one piece, once it has reported for the first time. */
  async function longSession(changes: object = {}) {
    const { session, reports, rests } = await sessionWith({ ...longFile, ...changes });
    const shown = () =>
      reports.map(({ progress: { snapshot, worked } }) => [snapshot.state, snapshot.step, worked?.step]);
    let acknowledged = 0;
    const goOn = async () => {
      for (const rest of rests.splice(0)) rest();
      while (acknowledged < reports.length) reports[acknowledged++].acknowledge();
      await new Promise((resolve) => setImmediate(resolve));
    };
    let slices = 0;
    const goOnUntil = async (isThere: () => boolean) => {
      for (slices = 0; !isThere(); slices++) await goOn();
      return slices;
    };
    await goOnUntil(() => reports.length > 0);
    await goOn();
    await interval();
    return { session, reports, rests, shown, goOn, goOnUntil };
  }

  async function parametersIn(session: Awaited<ReturnType<typeof longSession>>["session"]) {
    const layers = (await session.parameters({ generation: 1 })) ?? [];
    return endsOf(layers);
  }

  it("is first reported when the network was measured, which is done in pieces, too", async () => {
    const { session, reports, rests } = await sessionWith(longFile);
    expect(reports).toEqual([]);
    expect(rests).toHaveLength(1);
    await session.train({ generation: 1, until: 1 });
    let slices = 0;
    while (reports.length === 0) {
      rests.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
      slices++;
    }
    expect(slices).toBeGreaterThanOrEqual(9);
    expect(reports[0].progress.snapshot.loss).toBe(evaluate(createTrainer(await specOf(longFile))).loss);
  });

  it("lets a pause be heard between its pieces, and comes to its end", async () => {
    const { session, reports, shown, goOn, goOnUntil } = await longSession();
    await session.train({ generation: 1, until: null });
    for (let slice = 0; slice < 4; slice++) await goOn();
    await session.pause({ generation: 1 });
    await goOn();
    await interval();
    expect(shown().at(-1)).toEqual(["paused", 0, undefined]);
    expect(await goOnUntil(() => shown().at(-1)?.[1] === 1)).toBeGreaterThan(4);
    expect(shown().at(-1)).toEqual(["paused", 1, 1]);
    const trainer = createTrainer(await specOf(longFile));
    takeStep(trainer);
    expect(reports.at(-1)?.progress.snapshot.batchLoss).toBe(trainer.batchLoss);
    expect(await parametersIn(session)).toEqual(endsOf(trainer.network.layers.map(({ parameters }) => parameters)));
  });

  it("is not begun a second time by what is asked meanwhile, which is done after it", async () => {
    const { session, shown, goOn, goOnUntil } = await longSession();
    await session.step({ generation: 1 });
    await goOn();
    await session.step({ generation: 1 });
    await session.train({ generation: 1, until: 2 });
    expect(shown().at(-1)).toEqual(["idle", 0, undefined]);
    await goOnUntil(() => shown().at(-1)?.[1] === 2);
    expect(shown().at(-1)).toEqual(["paused", 2, 2]);
  });

  it("is left for a way back and for a new run at once", async () => {
    const { session, shown, goOn, goOnUntil } = await longSession();
    await session.step({ generation: 1 });
    await goOnUntil(() => shown().at(-1)?.[1] === 1);
    await session.step({ generation: 1 });
    await goOn();
    const known = shown().length;
    await session.seek({ generation: 1, step: 1 });
    await goOnUntil(() => shown().length > known);
    expect(shown().at(-1)).toEqual(["paused", 1, 1]);
    const trainer = createTrainer(await specOf(longFile));
    takeStep(trainer);
    expect(await parametersIn(session)).toEqual(endsOf(trainer.network.layers.map(({ parameters }) => parameters)));
    await session.step({ generation: 1 });
    await goOn();
    await session.start({ ...startOf(await specOf(chainFile)), generation: 2 });
    await interval();
    expect(shown().at(-1)).toEqual(["idle", 0, undefined]);
  });
});

describe("news", () => {
  it("waits until the last was acknowledged, and then tells only how things stand", async () => {
    const { session, reports } = await sessionWith(chainFile);
    for (let step = 0; step < 3; step++) await session.step({ generation: 1 });
    await interval();
    expect(reports.map(({ progress }) => progress.snapshot.step)).toEqual([0]);
    reports[0].acknowledge();
    await interval();
    expect(reports.map(({ progress }) => progress.snapshot.step)).toEqual([0, 3]);
    await interval();
    expect(reports).toHaveLength(2);
  });

  it("has only those losses that are new", async () => {
    const { session, reports } = await sessionWith(chainFile);
    for (let step = 1; step <= 3; step++) {
      reports[step - 1].acknowledge();
      await interval();
      await session.step({ generation: 1 });
      await interval();
    }
    expect(reports.map(({ progress: { series } }) => [series.from, series.steps])).toEqual([
      [0, 0],
      [0, 1],
      [1, 2],
      [2, 3],
    ]);
  });

  it("has the same mean loss each time at the same step", async () => {
    const { session, reports } = await sessionWith(chainFile);
    reports[0].acknowledge();
    await session.setSpeed({ speed: 1 });
    await session.train({ generation: 1, until: null });
    await interval();
    reports[1].acknowledge();
    await session.pause({ generation: 1 });
    await interval();
    const losses = reports.map(({ progress: { snapshot } }) => [snapshot.state, snapshot.step, snapshot.loss]);
    expect(losses).toEqual([
      ["idle", 0, 7.5625],
      ["running", 1, 0.20819503900341318],
      ["paused", 1, 0.20819503900341318],
    ]);
  });
});

it("does nothing for calls of an older generation", async () => {
  const { session, reports } = await sessionWith(chainFile);
  reports[0].acknowledge();
  await session.start(startOf(await specOf(chainFile), { generation: 2 }));
  await session.step({ generation: 1 });
  await session.train({ generation: 1, until: null });
  await session.pause({ generation: 1 });
  await interval();
  expect(reports.at(-1)?.progress.snapshot).toMatchObject({ generation: 2, state: "idle", step: 0 });
});

it("trains in one loop, however quickly it is paused and started", async () => {
  const { session, rests } = await sessionWith(xorFile(1_000_000));
  for (let time = 0; time < 3; time++) {
    await session.train({ generation: 1, until: null });
    await session.pause({ generation: 1 });
  }
  await session.train({ generation: 1, until: null });
  for (const goOn of rests.splice(0)) goOn();
  await new Promise((resolve) => setImmediate(resolve));
  expect(rests).toHaveLength(1);
});

it("stops when nobody takes its news any more", async () => {
  let rounds = 0;
  const rest = () => {
    rounds++;
    return new Promise<void>((resolve) => setImmediate(resolve));
  };
  const session = createSession(() => Promise.reject(new Error("closed")), { slice: 0, rest });
  await session.start(startOf(await specOf(xorFile(1_000_000_000))));
  await session.train({ generation: 1, until: null });
  await interval();
  const after = rounds;
  await interval();
  expect(rounds).toBe(after);
});

it("does what it is asked on the way to another step once it is there", async () => {
  const { session, reports, rests } = await sessionWith(xorFile(1_000_000));
  reports[0].acknowledge();
  await session.train({ generation: 1, until: 3000 });
  const goOnUntil = async (step: number) => {
    while (reports.at(-1)?.progress.snapshot.step !== step) {
      for (const goOn of rests.splice(0)) goOn();
      reports.at(-1)?.acknowledge();
      await new Promise((resolve) => setImmediate(resolve));
    }
  };
  await goOnUntil(3000);
  const shown = reports.length;
  // Slices have no length here: nothing goes on until the test lets it.
  await session.seek({ generation: 1, step: 2990 });
  await session.step({ generation: 1 });
  await interval();
  expect(reports).toHaveLength(shown);
  await goOnUntil(2991);
  expect(reports).toHaveLength(shown + 1);
});

describe("on the way to another step", () => {
  it("shows nothing, and does on arrival what was asked last", async () => {
    const { session, rests, goOnUntil, shown } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    expect(rests).toHaveLength(1);
    await session.step({ generation: 1 });
    await session.train({ generation: 1, until: 8003 });
    await interval();
    expect(shown()).toEqual([]);
    await goOnUntil("paused", 8003);
    expect(shown()[0]).toEqual(["running", 8000]);
  });

  it("forgets what was asked when it is to pause", async () => {
    const { session, goOnUntil, shown } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    await session.train({ generation: 1, until: null });
    await session.pause({ generation: 1 });
    await goOnUntil("paused", 8000);
    await interval();
    expect(shown()).toEqual([["paused", 8000]]);
  });

  it("turns to yet another, in one loop", async () => {
    const { session, rests, goOn, goOnUntil, shown } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    await session.seek({ generation: 1, step: 4000 });
    expect(rests).toHaveLength(2);
    await goOn();
    expect(rests).toHaveLength(1);
    expect(shown()).toEqual([]);
    await goOnUntil("paused", 4000);
    expect(shown()).toEqual([["paused", 4000]]);
  });

  it("leaves all that behind for a new run", async () => {
    const { session, goOnUntil, shown } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    await session.train({ generation: 1, until: null });
    await session.start(startOf(await specOf(chainFile), { generation: 2 }));
    await goOnUntil("idle", 0);
    await interval();
    expect(shown()).toEqual([["idle", 0]]);
  });
});

it("does not train where the step to train to is behind", async () => {
  const { session, reports } = await sessionWith(chainFile);
  reports[0].acknowledge();
  for (let step = 0; step < 3; step++) await session.step({ generation: 1 });
  for (const until of [2, 3]) await session.train({ generation: 1, until });
  await interval();
  expect(reports.at(-1)?.progress.snapshot).toMatchObject({ state: "paused", step: 3 });
});

it("waits for no timer where the speed leaves no time for one", async () => {
  const { session, rests } = await sessionWith(xorFile(1_000_000));
  await session.setSpeed({ speed: 1e9 });
  await session.train({ generation: 1, until: null });
  expect(rests).toHaveLength(1);
});

it("counts the steps due from when the speed was set", async () => {
  const { session, reports, rests } = await sessionWith(xorFile(1_000_000));
  reports[0].acknowledge();
  await session.train({ generation: 1, until: null });
  for (let slice = 0; slice < 100; slice++) {
    for (const goOn of rests.splice(0)) goOn();
    await new Promise((resolve) => setImmediate(resolve));
  }
  await interval();
  reports.at(-1)?.acknowledge();
  await session.setSpeed({ speed: 10 });
  for (const goOn of rests.splice(0)) goOn();
  await interval();
  const { step } = reports.at(-1)?.progress.snapshot ?? { step: Number.NaN };
  reports.at(-1)?.acknowledge();
  await new Promise((resolve) => setTimeout(resolve, 400));
  const further = (reports.at(-1)?.progress.snapshot.step ?? Number.NaN) - step;
  expect(further).toBeGreaterThan(0);
  expect(further).toBeLessThan(8);
});

it("trains on when it is sent to a step that there is not", async () => {
  const { session, reports, rests } = await sessionWith(xorFile(1_000_000));
  await session.train({ generation: 1, until: null });
  for (const step of [1e12, -1, 0.5]) await session.seek({ generation: 1, step });
  for (let round = 0; round < 5; round++) {
    for (const goOn of rests.splice(0)) goOn();
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(rests).toHaveLength(1);
  reports[0].acknowledge();
  await interval();
  expect(reports.at(-1)?.progress.snapshot).toMatchObject({ state: "running" });
});

/** The parameter w of layer 1 of the chain, and that of layer 2 of xor. */
const chainWeight: ParameterPlace = { layer: 0, kind: "weights", unit: 0, input: 0 };

/** A session whose news is acknowledged at once, and which rests but for a turn. */
async function freeSession(file: object, start = {}) {
  const reports: Progress[] = [];
  const pace = { slice: 5, rest: () => new Promise<void>((resolve) => setImmediate(resolve)) };
  const session = createSession(async (progress) => void reports.push(structuredClone(progress)), pace);
  await session.start(startOf(await specOf(file), start));
  /** The last news once it is as expected. */
  const until = async (condition: (progress: Progress) => boolean): Promise<Progress> => {
    for (;;) {
      const last = reports.at(-1);
      if (last && condition(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  };
  const at = (state: string, step: number) =>
    until(({ snapshot }) => snapshot.state === state && snapshot.step === step);
  return { session, reports, until, at };
}

describe("the sample shown", () => {
  const focusOn = (sample: number | null): { focus: Focus } => ({ focus: { sample, quantity: null } });

  it("is the first of each batch unless another is chosen, which then is shown of every step", async () => {
    const { session, at } = await freeSession(xorFile(100, { batchSize: 1, testFraction: 0.25 }));
    await session.step({ generation: 1 });
    const first = (await at("paused", 1)).worked?.samples ?? [];
    expect(first).toMatchObject([{ place: 0 }]);
    await session.focus(focusOn(3));
    for (let step = 2; step < 6; step++) {
      await session.step({ generation: 1 });
      expect((await at("paused", step)).worked?.samples).toMatchObject([{ index: 3 }]);
    }
  });

  it("changes at once where the run stands still, without another step", async () => {
    const { session, at, until } = await freeSession(xorFile(100));
    for (let step = 0; step < 3; step++) await session.step({ generation: 1 });
    const before = await at("paused", 3);
    for (const row of [2, 0, 3]) {
      await session.focus(focusOn(row));
      const { snapshot, worked, layers } = await until(({ worked }) => worked?.samples[0].index === row);
      expect(snapshot).toEqual(before.snapshot);
      expect(layers).toEqual(before.layers);
      expect(worked).toMatchObject({ step: 3, loss: before.worked?.loss, samples: [{ place: expect.any(Number) }] });
    }
    await session.focus(focusOn(77));
    await until(({ worked }) => worked?.samples[0].index === before.worked?.samples[0].index);
  });

  it("is that of the start", async () => {
    const { session, at } = await freeSession(xorFile(100), focusOn(2));
    await session.step({ generation: 1 });
    expect((await at("paused", 1)).worked?.samples[0].index).toBe(2);
  });

  it("may be chosen while training goes on", async () => {
    const { session, until } = await freeSession(xorFile(1_000_000));
    await session.train({ generation: 1, until: null });
    await session.focus(focusOn(1));
    const { snapshot } = await until(({ worked }) => worked?.samples[0].index === 1);
    expect(snapshot.state).toBe("running");
  });
});

it("derives the quantity in focus, and trains on where there is none such", async () => {
  const { session, at, until } = await freeSession(chainFile);
  await session.step({ generation: 1 });
  expect((await at("paused", 1)).derivation).toBeNull();
  await session.focus({ focus: { sample: null, quantity: { of: "parameter", parameter: chainWeight } } });
  await until(({ derivation }) => derivation?.quantity.of === "parameter");
  await session.focus({ focus: { sample: null, quantity: { of: "parameter" } as never } });
  await until(({ derivation }) => derivation === null);
  await session.step({ generation: 1 });
  await at("paused", 2);
});

describe("an edit", () => {
  const edit = (value: number | null, parameter = chainWeight) => ({ generation: 1, parameter, value });

  it("at the beginning shows at once, without a step", async () => {
    const { session, until } = await freeSession(chainFile);
    await session.edit(edit(0.75));
    const { snapshot, layers, worked } = await until(({ snapshot }) => snapshot.edits.length > 0);
    expect(snapshot).toMatchObject({
      state: "idle",
      step: 0,
      edits: [{ step: 1, parameter: chainWeight, value: 0.75 }],
    });
    expect(layers[0].before.weights[0]).toBe(0.75);
    expect([worked, snapshot.loss === 7.5625]).toEqual([null, false]);
    await session.edit(edit(null));
    const back = await until(({ snapshot }) => snapshot.edits.length === 0);
    expect(back.layers[0].before.weights[0]).toBe(0.5);
    expect(back.snapshot.loss).toBe(7.5625);
  });

  it("takes the step shown again, with the number that was set in place of the one on the screen", async () => {
    const { session, at, until } = await freeSession(chainFile);
    for (let step = 0; step < 3; step++) await session.step({ generation: 1 });
    const before = await at("paused", 3);
    await session.edit(edit(0.3));
    const { snapshot, layers, worked, series } = await until(({ snapshot }) => snapshot.edits.length > 0);
    expect(snapshot).toMatchObject({ state: "paused", step: 3, edits: [{ step: 3 }] });
    expect(layers[0].before.weights[0]).toBe(0.3);
    expect(layers[1].before).toEqual(before.layers[1].before);
    expect(worked?.loss).not.toBe(before.worked?.loss);
    // What the host had seen of the series no longer holds: it gets all of it.
    expect([series.from, series.steps]).toEqual([0, 3]);
    expect(series.values[6]).toBe(worked?.loss);
    expect(snapshot.batchLoss).toBe(worked?.loss);
  });

  it("is undone on the way back, and repeated on the way on", async () => {
    const { session, at, until } = await freeSession(chainFile);
    for (let step = 0; step < 5; step++) await session.step({ generation: 1 });
    await at("paused", 5);
    await session.edit(edit(0.3));
    const edited = await until(({ snapshot }) => snapshot.edits.length > 0);
    await session.seek({ generation: 1, step: 4 });
    expect((await at("paused", 4)).snapshot.edits).toEqual([]);
    await session.step({ generation: 1 });
    const again = await at("paused", 5);
    expect(again.snapshot.edits).toEqual(edited.snapshot.edits);
    expect([again.layers, again.worked]).toEqual([edited.layers, edited.worked]);
    await session.edit(edit(null));
    const back = await until(({ snapshot }) => snapshot.edits.length === 0 && snapshot.step === 5);
    expect(back.layers[0].before.weights[0]).not.toBe(0.3);
  });

  it("pauses a run that is going on, and opens one that has finished", async () => {
    const { session, at, until } = await freeSession(xorFile(1_000_000));
    await session.train({ generation: 1, until: null });
    await until(({ snapshot }) => snapshot.step > 100);
    await session.edit(edit(1));
    const { snapshot, series } = await until(({ snapshot }) => snapshot.edits.length > 0);
    expect(snapshot.state).toBe("paused");
    expect([snapshot.edits[0].step, series.steps]).toEqual([snapshot.step, snapshot.step]);
    await session.start(startOf(await specOf(xorFile(20))));
    await session.train({ generation: 1, until: null });
    await at("finished", 20);
    await session.edit(edit(1));
    const last = await until(({ snapshot }) => snapshot.edits.length > 0);
    expect(last.snapshot).toMatchObject({ state: "finished", step: 20, edits: [{ step: 20 }] });
  });

  it("while another is on its way comes after it, and the run stays at its step", async () => {
    const { session, reports, rests, pace, goOn, goOnUntil } = await farAlong();
    const [first, second, third] = [0, 1, 2].map((unit) => ({ ...chainWeight, unit }));
    await session.edit(edit(1, first));
    await session.edit(edit(2, second));
    await session.edit(edit(3, third));
    await session.edit(edit(null, second));
    pace.slice = 5;
    await goOnUntil("paused", 9000);
    await goOn();
    expect(reports.at(-1)?.progress.snapshot.edits.map(({ value }) => value)).toEqual([1, 3]);
    expect(rests.length).toBeLessThanOrEqual(1);
  });

  it("that breaks its step fails the run at the step before, and can be taken back there", async () => {
    const { session, at, until } = await freeSession(chainFile);
    for (let step = 0; step < 3; step++) await session.step({ generation: 1 });
    await at("paused", 3);
    await session.edit(edit(1e200));
    const failed = await until(({ snapshot }) => snapshot.state === "failed" && snapshot.step === 2);
    expect(failed.snapshot.failure).toMatch(/^In step 3 /);
    expect([failed.snapshot.edits.map(({ step }) => step), failed.series.steps]).toEqual([[3], 2]);
    expect(failed.worked?.step).toBe(2);
    await session.edit(edit(null));
    const { snapshot } = await at("paused", 2);
    expect([snapshot.edits, snapshot.failure]).toEqual([[], null]);
    await session.step({ generation: 1 });
    await at("paused", 3);
  });

  it("that breaks the first step leaves the run at its beginning, where the number can be set anew", async () => {
    const { session, at, until } = await freeSession(chainFile);
    await session.edit(edit(1e200));
    await session.step({ generation: 1 });
    expect((await at("failed", 0)).snapshot.edits).toHaveLength(1);
    await session.edit(edit(0.5));
    const { snapshot } = await until(({ snapshot }) => snapshot.state === "idle");
    expect(snapshot).toMatchObject({ loss: 7.5625, edits: [{ value: 0.5 }] });
  });

  it("to the number that stands there already changes nothing", async () => {
    const { session, reports, at } = await freeSession(chainFile);
    for (let step = 0; step < 3; step++) await session.step({ generation: 1 });
    await session.seek({ generation: 1, step: 1 });
    const { layers } = await at("paused", 1);
    await session.edit(edit(layers[0].before.weights[0]));
    await session.edit(edit(Number.NaN));
    await session.edit({ ...edit(4), generation: 9 });
    await session.step({ generation: 1 });
    await at("paused", 2);
    expect(reports.at(-1)).toMatchObject({ snapshot: { edits: [] }, series: { steps: 3 } });
  });

  it("is part of how a run begins, if it is told so, and not of the next start", async () => {
    const edits = [{ step: 2, parameter: chainWeight, value: 0.3 }];
    const { session, at } = await freeSession(chainFile, { edits });
    await session.step({ generation: 1 });
    expect((await at("paused", 1)).snapshot.edits).toEqual([]);
    await session.step({ generation: 1 });
    const { snapshot, layers } = await at("paused", 2);
    expect([snapshot.edits, layers[0].before.weights[0]]).toEqual([edits, 0.3]);
    await session.start(startOf(await specOf(chainFile), { generation: 2 }));
    expect((await at("idle", 0)).snapshot.edits).toEqual([]);
  });
});

it("goes to a step between while an edit is on its way", async () => {
  const { session, pace, goOnUntil, shown } = await farAlong();
  await session.edit({ generation: 1, parameter: chainWeight, value: 1 });
  await session.seek({ generation: 1, step: 8999 });
  pace.slice = 5;
  await goOnUntil("paused", 8999);
  expect(shown()).toEqual([["paused", 8999]]);
});

describe("a question", () => {
  const predict = { generation: 1, name: "predict" as const, request: { inputs: [2] } };

  it("is answered from where the run stands", async () => {
    const { session } = await freeSession(chainFile);
    expect(await session.inspect(predict)).toMatchObject({ step: 0, outputs: Float64Array.of(3.75) });
    await session.step({ generation: 1 });
    expect(await session.inspect(predict)).toMatchObject({ step: 1 });
  });

  it("waits until a step is reached that is being gone to", async () => {
    const { session, goOn, goOnUntil } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    const asked = session.inspect({ ...predict, request: { inputs: [0, 1] } });
    await goOnUntil("paused", 8000);
    for (let turn = 0; turn < 3; turn++) await goOn();
    expect(await asked).toMatchObject({ step: 8000 });
  });

  it("is left unanswered when another of its kind or another run has come", async () => {
    const { session, goOn, goOnUntil } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    const question = { ...predict, request: { inputs: [0, 1] } };
    const [first, second] = [session.inspect(question), session.inspect(question)];
    await goOnUntil("paused", 8000);
    for (let turn = 0; turn < 3; turn++) await goOn();
    expect(await first).toBeNull();
    expect(await second).toMatchObject({ step: 8000 });
    await session.seek({ generation: 1, step: 7000 });
    const third = session.inspect(question);
    await session.start(startOf(await specOf(chainFile), { generation: 2 }));
    await goOn();
    expect(await third).toBeNull();
    expect(await session.inspect(question)).toBeNull();
  });

  it("that fails says so, and the run goes on", async () => {
    const { session, at } = await freeSession(chainFile);
    await expect(session.inspect({ ...predict, request: null })).rejects.toThrow(TypeError);
    await expect(session.inspect({ ...predict, name: "nonsense" as "predict" })).rejects.toThrow("nonsense");
    await session.step({ generation: 1 });
    await at("paused", 1);
  });
});

describe("why a quantity is its number", () => {
  const weight = { layer: 0, kind: "weights", unit: 0, input: 0 } as const;
  const question = { generation: 1, quantity: { of: "parameter", parameter: weight } as const };

  it("is derived from the last step, whatever is in focus", async () => {
    const { session } = await freeSession(chainFile);
    expect(await session.derive(question)).toBeNull();
    await session.step({ generation: 1 });
    expect(await session.derive(question)).toMatchObject({ step: 1, sample: 0, derivation: { value: 33 } });
    const nowhere = { ...question.quantity.parameter, layer: 7 };
    expect(await session.derive({ ...question, quantity: { of: "parameter", parameter: nowhere } })).toBeNull();
    expect(await session.derive({ ...question, generation: 2 })).toBeNull();
  });

  it("is told of the sample that the views look at", async () => {
    const { session } = await freeSession(xorFile(9));
    await session.step({ generation: 1 });
    await session.focus({ focus: { sample: 2, quantity: null } });
    expect(await session.derive(question)).toMatchObject({ step: 1, sample: 2 });
  });

  it("waits until a step is reached that is being gone to, and is left where another run begins", async () => {
    const { session, goOn, goOnUntil } = await farAlong();
    await session.seek({ generation: 1, step: 8000 });
    const asked = session.derive(question);
    await goOnUntil("paused", 8000);
    for (let turn = 0; turn < 3; turn++) await goOn();
    expect(await asked).toMatchObject({ step: 8000 });
    await session.seek({ generation: 1, step: 7000 });
    const late = session.derive(question);
    await session.start(startOf(await specOf(chainFile), { generation: 2 }));
    await goOn();
    expect(await late).toBeNull();
  });
});

it("gives all current parameters, as copies", async () => {
  const { session } = await freeSession(chainFile);
  const { network } = createTrainer(await specOf(chainFile));
  const parameters = (await session.parameters({ generation: 1 })) ?? [];
  expect(parameters).toEqual(network.layers.map(({ parameters }) => parameters));
  await session.step({ generation: 1 });
  expect(parameters[0].weights[0]).toBe(0.5);
  expect(await session.parameters({ generation: 2 })).toBeNull();
});
