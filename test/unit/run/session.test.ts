import { describe, expect, it } from "vitest";
import type { Progress } from "../../../src/run/protocol.ts";
import { createSession } from "../../../src/run/session.ts";
import { chainFile, specOf, xorFile } from "../../support/specs.ts";

/** A session whose news and rests wait until the test lets them go on. */
async function sessionWith(file: object) {
  const reports: { progress: Progress; acknowledge: () => void }[] = [];
  const rests: (() => void)[] = [];
  const report = (progress: Progress) =>
    new Promise<void>((resolve) => reports.push({ progress: structuredClone(progress), acknowledge: resolve }));
  const rest = () => new Promise<void>((resolve) => rests.push(resolve));
  const session = createSession(report, { slice: 0, rest });
  await session.start({ spec: await specOf(file), generation: 1, speed: null });
  return { session, reports, rests };
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
  await session.start({ spec: await specOf(chainFile), generation: 2, speed: null });
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
  await session.start({ spec: await specOf(xorFile(1_000_000_000)), generation: 1, speed: null });
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
