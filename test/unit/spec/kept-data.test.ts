import { describe, expect, it } from "vitest";
import { createKeptData } from "../../../src/spec/kept-data.ts";

describe("data that are kept", () => {
  it("are made once for all specs that want the same", async () => {
    const kept = createKeptData();
    const make = counted();
    const first = await kept.onceFor("a")("key", make);
    expect(await kept.onceFor("a")("key", make)).toBe(first);
    expect(await kept.onceFor("b")("key", make)).toBe(first);
    expect(make.times()).toBe(1);
  });

  it("are let go with the last spec that wants them", async () => {
    const kept = createKeptData();
    const make = counted();
    await kept.onceFor("a")("key", make);
    await kept.onceFor("b")("key", make);
    await kept.onceFor("a")("another", counted());
    await kept.onceFor("b")("key", make);
    expect(make.times()).toBe(1);
    kept.release("b");
    await kept.onceFor("b")("key", make);
    expect(make.times()).toBe(2);
  });

  it("are made anew when their file has changed, and when that failed before", async () => {
    const kept = createKeptData();
    const make = counted();
    await kept.onceFor("a")("file 1", make);
    kept.forget((key) => key.startsWith("other"));
    await kept.onceFor("a")("file 1", make);
    expect(make.times()).toBe(1);
    kept.forget((key) => key.startsWith("file"));
    await kept.onceFor("a")("file 1", make);
    expect(make.times()).toBe(2);
    await expect(kept.onceFor("a")("bad", () => Promise.reject(new Error("no")))).rejects.toThrow("no");
    expect(await kept.onceFor("a")("bad", async () => "good")).toBe("good");
  });

  it("are given up on the way when their spec wants others, unless another wants them, too", async () => {
    const kept = createKeptData();
    const signals: AbortSignal[] = [];
    const never = (signal: AbortSignal) => {
      signals.push(signal);
      return new Promise<object>(() => undefined);
    };
    void kept.onceFor("a")("shared", never);
    void kept.onceFor("b")("shared", never);
    void kept.onceFor("a")("own", never);
    void kept.onceFor("a")("next", never);
    expect(signals.map(({ aborted }) => aborted)).toEqual([false, true, false]);
  });
});

/** Makes another object each time. */
function counted() {
  let count = 0;
  return Object.assign(async () => ({ count: ++count }), { times: () => count });
}
