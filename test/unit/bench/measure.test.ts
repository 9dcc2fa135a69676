import { describe, expect, it } from "vitest";
import type { Contestant } from "../../../bench/training/contestant.ts";
import { errorAfter, measure } from "../../../bench/training/measure.ts";
import type { Peer } from "../../../bench/training/peer.ts";
import { createWorkload } from "../../../bench/training/workloads.ts";

const workload = createWorkload("xor");
const effort = { warmUp: 2, repeat: 1, repeats: 3 };
const memory = { resident: 5, peak: 6 };

function peer(name: string, given: Partial<Peer> = {}): Peer {
  return {
    name,
    kind: "javascript",
    precision: "float64",
    isQuick: true,
    doesTheSame: false,
    differs: "",
    package: null,
    ...given,
  };
}

/** One whose steps take a tenth of a millisecond, half of which it waits; notes what is asked of it. */
function contestant(errors: readonly number[], asked: (what: string) => void = () => {}): Contestant {
  let answered = 0;
  return {
    calls: {
      begin: async () => ({ samplesPerStep: 4 }),
      train: async ({ steps }) => {
        asked(`${steps}`);
        return { elapsed: steps * 1e5, computed: steps * 5e4 };
      },
      error: async () => errors[answered++],
      memory: async () => memory,
    },
    samplesPerStep: 4,
    end: () => asked("end"),
  };
}

describe("measuring peers", () => {
  it("warms each up by time, takes one repeat of each in turn, and ends them", async () => {
    const asked: string[] = [];
    const peers = [peer("a"), peer("b")];
    const start = async ({ name }: Peer) => contestant([1, 0.5], (what) => asked.push(name + what));
    const [a, b] = await measure(workload, peers, start, effort);
    // 1 + 2 + … + 32 steps are the first that compute for 2 ms; a repeat of 1 ms has 20 steps.
    const warmUp = (name: string) => [1, 2, 4, 8, 16, 32].map((steps) => name + steps);
    const repeats = ["a20", "b20", "a20", "b20", "a20", "b20"];
    expect(asked).toEqual([...warmUp("a"), ...warmUp("b"), ...repeats, "aend", "bend"]);
    expect(a).toEqual({ peer: peers[0], workload: "xor", times: [25_000, 25_000, 25_000], memory, failure: null });
    expect(b.times).toEqual(a.times);
  });

  it("leaves out who cannot begin, and measures the others", async () => {
    const start = async ({ name }: Peer) => {
      if (name === "a") throw new Error("there is no a");
      return contestant([1, 0.5]);
    };
    const [a, b] = await measure(workload, [peer("a"), peer("b")], start, effort);
    expect(a).toMatchObject({ times: [], failure: "there is no a" });
    expect(b).toMatchObject({ failure: null, times: { length: 3 } });
  });

  it("leaves out who does not learn", async () => {
    const [a] = await measure(workload, [peer("a")], async () => contestant([1, 1]), effort);
    expect(a).toMatchObject({ times: [], failure: "does not learn: its error went from 1 to 1" });
  });

  it("holds who is to do the same work against this project", async () => {
    const right = await errorAfter(workload, 10, 4);
    const errorIs = (factor: number) => async () => contestant([1, right * factor]);
    const failureOf = async (precision: Peer["precision"], factor: number) => {
      const [{ failure }] = await measure(
        workload,
        [peer("a", { doesTheSame: true, precision })],
        errorIs(factor),
        effort,
      );
      return failure;
    };
    expect(await failureOf("float64", 1)).toBeNull();
    expect(await failureOf("float64", 1 + 1e-6)).toContain("does other work: after 10 steps its error is");
    expect(await failureOf("float32", 1 + 1e-6)).toBeNull();
    expect(await failureOf("float32", 1 + 1e-2)).toContain("does other work");
    expect(await failureOf("float32", Number.NaN)).toContain("does other work");
  });
});
