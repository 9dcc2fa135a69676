import { expect, it } from "vitest";
import { meanSquaredError } from "../../../bench/training/mean-squared-error.ts";
import { errorAfter } from "../../../bench/training/measure.ts";
import { beginObjectGraph } from "../../../bench/training/peers/object-graph.ts";
import { beginUnboxed } from "../../../bench/training/peers/unboxed.ts";
import { createWorkload } from "../../../bench/training/workloads.ts";

/** Steps of all kinds of networks: more than an epoch of small data has, so that the order matters. */
const steps = { chain: 70, xor: 9, playground: 25, iris: 12, digits: 4 };

it.each(Object.keys(steps) as (keyof typeof steps)[])(
  "the graph of objects does the work of Unboxed at %s",
  async (name) => {
    const workload = createWorkload(name);
    const samples = Math.min(20, workload.data.samples);
    const graph = beginObjectGraph(workload);
    const before = meanSquaredError(await graph.outputs(samples), workload.data.targets);
    await graph.train(steps[name]);
    const after = meanSquaredError(await graph.outputs(samples), workload.data.targets);
    const expected = await errorAfter(workload, steps[name], samples);
    expect(Math.abs(after - expected) / expected).toBeLessThan(1e-12);
    expect(Math.abs(after - before) / before).toBeGreaterThan(1e-6);
  },
);

it("Unboxed is measured with an order of its own for each epoch, as a user has it", async () => {
  const workload = createWorkload("iris");
  const shuffled = beginUnboxed(workload, "float64");
  await shuffled.train(9);
  const error = meanSquaredError(await shuffled.outputs(20), workload.data.targets);
  expect(error).not.toBeCloseTo(await errorAfter(workload, 9, 20), 6);
});
