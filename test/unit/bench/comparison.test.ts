import { describe, expect, it } from "vitest";
import { compare } from "../../../bench/training/comparison.ts";
import type { Measurement } from "../../../bench/training/measure.ts";
import type { Peer } from "../../../bench/training/peer.ts";
import { reportOf } from "../../../bench/training/report.ts";
import { logSlope, median, spread } from "../../../bench/training/statistics.ts";
import { createWorkload, growthName } from "../../../bench/training/workloads.ts";

function measured(name: string, kind: Peer["kind"], precision: Peer["precision"], times: number[]): Measurement {
  const peer = { name, kind, precision, isQuick: true, doesTheSame: true, differs: "", package: null };
  const failure = times.length === 0 ? `${name} cannot` : null;
  return { peer, workload: "digits", times, memory: { resident: 150e6, peak: 250e6 }, failure };
}

const own = measured("Unboxed, float64", "unboxed", "float64", [10, 30, 20]);
const ownShort = measured("Unboxed, float32", "unboxed", "float32", [10]);
const fast = measured("fast", "javascript", "float32", [80, 90, 1000]);
const slow = measured("slow", "javascript", "float64", [100]);
const torch = measured("PyTorch, float64", "pytorch", "float64", [50]);
const torchShort = measured("PyTorch, float32", "pytorch", "float32", [40]);
const numpy = measured("numpy", "beside", "float64", [1]);
const broken = measured("broken", "javascript", "float64", []);

describe("numbers of a run", () => {
  it("have a median", () => {
    expect(median([3, 1, 2])).toBe(2);
    expect(median([10, 1, 2, 4])).toBe(3);
  });

  it("lie apart by what is between their quartiles", () => {
    expect(spread([100, 90, 110, 80, 120])).toBeCloseTo(0.2);
    expect(spread([7])).toBe(0);
  });

  it("grow as a power", () => {
    expect(logSlope([10, 5], [1000, 50_000])).toBeCloseTo(2);
  });
});

describe("the ratio to the best peer", () => {
  it("is its median over ours", () => {
    expect(compare([own, slow, fast], "digits", "float64")).toEqual({
      best: fast.peer,
      bestTime: 90,
      ownTime: 20,
      ratio: 4.5,
    });
  });

  it("counts PyTorch in the same precision, and not what is shown beside", () => {
    const all = [own, ownShort, slow, fast, torch, torchShort, numpy];
    expect(compare(all, "digits", "float64")).toMatchObject({ best: torch.peer, ratio: 2.5 });
    expect(compare(all, "digits", "float32")).toMatchObject({ best: torchShort.peer, ratio: 4 });
  });

  it("leaves out who was not run, and is none where nobody was or we were not", () => {
    expect(compare([own, broken, slow], "digits", "float64")).toMatchObject({ best: slow.peer, ratio: 5 });
    expect(compare([own, broken, numpy], "digits", "float64")).toBeNull();
    expect(compare([slow], "digits", "float64")).toBeNull();
    expect(compare([own, slow], "iris", "float64")).toBeNull();
  });
});

it("the report tells ratios, targets, reasons, growth and memory", () => {
  const growth = [18, 57].map((width, k) => ({
    workload: createWorkload(growthName(width)),
    measurements: [{ ...own, times: [1000 * 10 ** k] }],
  }));
  const report = reportOf({
    machine: { versions: ["Node 20"], load: [0.25, 1] },
    peers: [own.peer, slow.peer, { ...broken.peer, differs: "is broken" }],
    workloads: [createWorkload("digits")],
    measurements: [own, ownShort, slow, broken],
    growth,
    large: { workload: createWorkload("xor"), measurements: [own] },
    workers: [{ workload: "xor", startUp: 99.6, perSample: 1234, snapshot: 0.125, steps: 12_345, seek: 7.4 }],
    repeats: 3,
  });
  const lines = report.split("\n").map((line) => line.replace(/ +/g, " "));
  expect(lines).toContain("| digits, float64 | 20 | slow | 100 | 5.00 | ≥ 3 | hit |");
  expect(lines).toContain("| digits, float32 | 10 | slow | 100 | 10.00 | ≥ 4 | hit |");
  expect(lines).toContain("| mnist, float32 | | | | | ≥ 1 | not run |");
  expect(lines).toContain("| slow | float64 | 100 |");
  expect(lines).toContain("- broken: is broken.");
  expect(lines).toContain("- broken: not run: broken cannot (digits)");
  expect(lines).toContain("| 57-57-57-57 | 9,918 | 4.0 | 10,000 | 4.0 | n^1.01 | 150 MB |");
  expect(lines).toContain("| Unboxed, float64 | 150 MB | 250 MB | hit |");
  expect(lines).toContain("| xor | 100 ms | 1,230 ns | 0.13 ms | 7 ms | 12,345 |");
  expect(report).toContain("load 0.3 at the beginning and 1.0 at the end; Node 20.");
});
