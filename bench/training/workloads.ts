import { circle, clusters, line, strokes, xor } from "./samples.ts";
import { seed, type Workload, type WorkloadLayer } from "./workload.ts";

/** How each workload that is compared with the peers is made. */
const makers: Readonly<Record<string, () => Omit<Workload, "name">>> = {
  chain: () => ({
    inputs: 1,
    layers: dense("sigmoid", 1, 1, 1),
    loss: "mse",
    batchSize: 1,
    learningRate: 0.5,
    data: line(64, seed),
  }),
  xor: () => ({ inputs: 2, layers: dense("tanh", 4, 1), loss: "mse", batchSize: 1, learningRate: 0.05, data: xor() }),
  playground: () => ({
    inputs: 2,
    layers: dense("tanh", 8, 8, 1),
    loss: "mse",
    batchSize: 10,
    learningRate: 0.1,
    data: circle(200, seed),
  }),
  iris: () => ({
    inputs: 4,
    layers: [...dense("tanh", 16, 16), ...dense("softmax", 3)],
    loss: "crossEntropy",
    batchSize: 16,
    learningRate: 0.1,
    data: clusters({ inputs: 4, classes: 3 }, 144, seed),
  }),
  digits: () => ({
    inputs: 64,
    layers: [...dense("relu", 64), ...dense("softmax", 10)],
    loss: "crossEntropy",
    batchSize: 32,
    learningRate: 0.05,
    data: strokes({ side: 8, share: 0.5, classes: 10 }, 800, seed),
  }),
  mnist: () => pictures(2048),
  /** As many samples as a person may well have of it, to see what memory they take. */
  "mnist-10000": () => pictures(10_000),
};

/** The workloads that everyone is measured at, from the smallest network to the largest. */
export const compared = ["chain", "xor", "playground", "iris", "digits", "mnist"] as const;

export type ComparedName = (typeof compared)[number];

/** The workload for memory. */
export const large = "mnist-10000";

/** How wide networks of about 10, 10², … 10⁶ parameters are: three layers that are as wide as the input. */
export const growthWidths = [2, 5, 18, 57, 182, 577] as const;

/** The name of the workload that is so wide. */
export function growthName(width: number): string {
  return `width-${width}`;
}

/** The workload of a name: one of those above, or `growthName(…)`. */
export function createWorkload(name: string): Workload {
  const width = /^width-(\d+)$/.exec(name)?.[1];
  if (width) return { name, ...square(Number(width)) };
  if (!Object.hasOwn(makers, name)) throw new Error(`There is no workload "${name}"`);
  return { name, ...makers[name]() };
}

/** MNIST's network, and pictures as sparse as its own: a quarter of the inputs is not 0. */
function pictures(samples: number): Omit<Workload, "name"> {
  return {
    inputs: 784,
    layers: [...dense("relu", 128, 64), ...dense("softmax", 10)],
    loss: "crossEntropy",
    batchSize: 32,
    learningRate: 0.05,
    data: strokes({ side: 28, share: 0.25, classes: 10 }, samples, seed),
  };
}

function square(width: number): Omit<Workload, "name"> {
  return {
    inputs: width,
    layers: [...dense("relu", width, width), ...dense("softmax", width)],
    loss: "crossEntropy",
    batchSize: 32,
    learningRate: 0.01,
    data: clusters({ inputs: width, classes: width }, 256, seed),
  };
}

function dense(activation: WorkloadLayer["activation"], ...units: readonly number[]): WorkloadLayer[] {
  return units.map((units) => ({ units, activation }));
}
