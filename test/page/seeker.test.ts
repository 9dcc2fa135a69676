import { expect, test } from "vitest";
import type { RunState } from "../../src/run/state.ts";
import { createSeeker } from "../../webview/seeker.ts";

const at = (step: number, state: RunState = "paused", generation = 1) => ({ step, state, generation });

function seekerAt(step: number, state: RunState = "paused") {
  const sent: number[] = [];
  const seeker = createSeeker(async (wanted) => sent.push(wanted), at(step, state));
  return { seeker, sent };
}

test("one wish at a time: what is wanted on the way is left out but for the last", () => {
  const { seeker, sent } = seekerAt(9);
  for (const step of [8, 6, 5, 3]) seeker.want(step);
  expect(sent).toEqual([8]);
  expect(seeker.wanted.value).toBe(3);
  seeker.arrive(at(8));
  expect(sent).toEqual([8, 3]);
  seeker.arrive(at(3));
  expect(sent).toEqual([8, 3]);
  expect(seeker.wanted.value).toBeNull();
});

test("nothing is asked for where the run stands already", () => {
  const { seeker, sent } = seekerAt(9);
  seeker.want(9);
  expect([sent, seeker.wanted.value]).toEqual([[], null]);
});

test("a run that trains goes on until it hears of the wish, which is kept so long", () => {
  const { seeker, sent } = seekerAt(9, "running");
  seeker.want(4);
  seeker.arrive(at(12, "running"));
  expect([sent, seeker.wanted.value]).toEqual([[4], 4]);
  seeker.arrive(at(4));
  expect(seeker.wanted.value).toBeNull();
});

test.each([
  ["a reset", at(9, "paused", 2)],
  ["training that was started instead", at(10, "running")],
  ["a failure", at(9, "failed")],
])("%s takes the wish away", (_what, standing) => {
  const { seeker, sent } = seekerAt(9);
  seeker.want(4);
  seeker.arrive(standing);
  expect(seeker.wanted.value).toBeNull();
  seeker.want(2);
  expect(sent).toEqual([4, 2]);
});

test("news that change nothing leave the wish", () => {
  const { seeker } = seekerAt(9);
  seeker.want(4);
  seeker.arrive(at(9));
  expect(seeker.wanted.value).toBe(4);
});

test("a host that can't take it back to a step ends the wish", async () => {
  const seeker = createSeeker(() => Promise.reject(new Error("gone")), at(9));
  seeker.want(4);
  await Promise.resolve();
  await Promise.resolve();
  expect(seeker.wanted.value).toBeNull();
});
