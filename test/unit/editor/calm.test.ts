import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { createCalm } from "../../../src/editor/calm.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const [one, other] = [{ name: "one" }, { name: "other" }];

/** What is passed on, and after how many milliseconds. */
function listen() {
  const start = performance.now();
  const heard: [string, number][] = [];
  const calm = createCalm<{ name: string }>(250, ({ name }) => heard.push([name, performance.now() - start]));
  return { calm, heard };
}

it("passes on the first at once, and of what follows soon only one in each interval", () => {
  const { calm, heard } = listen();
  for (let k = 0; k < 20; k++) {
    calm.soon(one);
    vi.advanceTimersByTime(30);
  }
  vi.advanceTimersByTime(1000);
  expect(heard).toEqual([
    ["one", 0],
    ["one", 250],
    ["one", 500],
    ["one", 750],
  ]);
});

it("keeps the times of each subject apart", () => {
  const { calm, heard } = listen();
  calm.soon(one);
  calm.soon(other);
  expect(heard).toEqual([
    ["one", 0],
    ["other", 0],
  ]);
});

it("passes on at once what must not wait, and what waited is heard with it", () => {
  const { calm, heard } = listen();
  calm.soon(one);
  calm.soon(one);
  vi.advanceTimersByTime(100);
  calm.now(one);
  calm.now(one);
  vi.advanceTimersByTime(1000);
  expect(heard.map(([, at]) => at)).toEqual([0, 100, 100]);
});

it("passes on nothing any more once it is disposed of", () => {
  const { calm, heard } = listen();
  calm.soon(one);
  calm.soon(one);
  calm.dispose();
  vi.advanceTimersByTime(1000);
  expect(heard).toHaveLength(1);
});
