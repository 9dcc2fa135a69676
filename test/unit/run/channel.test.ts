import { expect, it, vi } from "vitest";
import { connect, type Port } from "../../../src/run/channel.ts";
import { portPair } from "../../../src/run/ports.ts";

interface Sums {
  add: (pair: { a: number; b: number }) => number;
  fail: () => void;
  never: () => void;
}

type Nothing = Record<never, never>;

function joined(timeout: number | null = null, untimed: readonly (keyof Sums)[] = []) {
  const [here, there] = portPair();
  connect<Sums, Nothing>(
    there,
    {
      add: ({ a, b }) => a + b,
      fail: () => {
        throw new Error("it broke");
      },
      never: () => new Promise(() => undefined),
    },
    null,
  );
  return connect<Nothing, Sums>(here, {}, timeout, untimed);
}

it("answers calls, each with its own result", async () => {
  const { remote } = joined();
  expect(await Promise.all([remote.add({ a: 1, b: 2 }), remote.add({ a: 3, b: 4 })])).toEqual([3, 7]);
});

it("rejects when the other side throws, with its message", async () => {
  await expect(joined().remote.fail()).rejects.toThrow("it broke");
});

it("rejects a call that nobody answers", async () => {
  const { remote } = joined() as unknown as { remote: { other: () => Promise<void> } };
  await expect(remote.other()).rejects.toThrow('Nobody answers "other"');
});

it("rejects when there is no answer in time", async () => {
  await expect(joined(20).remote.never()).rejects.toThrow('No answer to "never" in 20 ms');
});

it("waits for some calls as long as they take", async () => {
  vi.useFakeTimers();
  try {
    const channel = joined(20, ["never"]);
    const [waiting, late] = [channel.remote.never(), channel.remote.add({ a: 1, b: 1 })];
    expect(vi.getTimerCount()).toBe(1);
    await late;
    await vi.advanceTimersByTimeAsync(60_000);
    expect(channel.isOpen()).toBe(true);
    channel.close("enough");
    await expect(waiting).rejects.toThrow("enough");
    expect(channel.isOpen()).toBe(false);
  } finally {
    vi.useRealTimers();
  }
});

it("rejects what is unanswered, and all that comes later, when it is closed", async () => {
  const channel = joined();
  const waiting = channel.remote.never();
  channel.close("the worker died");
  await expect(waiting).rejects.toThrow("the worker died");
  await expect(channel.remote.add({ a: 1, b: 1 })).rejects.toThrow("the worker died");
});

it("does not mistake an inherited name for a call", async () => {
  let listener: (message: unknown) => void = () => undefined;
  const answers: unknown[] = [];
  const port: Port = {
    post: (message) => answers.push(message),
    listen: (given) => {
      listener = given;
    },
  };
  connect<Sums, Nothing>(port, { add: () => 0, fail: () => undefined, never: () => undefined }, null);
  listener({ kind: "call", id: 1, name: "constructor", params: undefined });
  await Promise.resolve();
  expect(answers).toEqual([{ kind: "error", id: 1, message: 'Nobody answers "constructor"' }]);
});

it("leaves no timer behind a call that was answered", async () => {
  vi.useFakeTimers();
  try {
    await joined(1000).remote.add({ a: 1, b: 1 });
    expect(vi.getTimerCount()).toBe(0);
  } finally {
    vi.useRealTimers();
  }
});
