import { describe, expect, it } from "vitest";
import type { Progress } from "../../../src/run/protocol.ts";
import { createSession } from "../../../src/run/session.ts";
import { startOf } from "../../support/run-starts.ts";
import { chainFile, specOf, xorFile } from "../../support/specs.ts";

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
  return { session, reports, rests, goOn, goOnUntil, shown };
}

/** Long enough for the next report to be due. */
const interval = () => new Promise((resolve) => setTimeout(resolve, 70));

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
