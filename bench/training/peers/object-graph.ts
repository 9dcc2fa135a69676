import { batchStarts, rateForHalfErrors, type Training } from "../peer.ts";
import { initialParameters, outputsOf, type Workload, type WorkloadLayer } from "../workload.ts";

/**
 * A network as a graph of objects, as the TensorFlow Playground has it: every unit an object that knows the links into
 * and out of it, every link an object with its weight and the gradients added up so far.
 */
type Graph = readonly (readonly Unit[])[];

interface Unit {
  readonly activation: Activation;
  readonly linksIn: Link[];
  readonly linksOut: Link[];
  bias: number;
  z: number;
  a: number;
  lossByA: number;
  lossByZ: number;
  biasGradient: number;
}

interface Link {
  readonly from: Unit;
  readonly to: Unit;
  weight: number;
  gradient: number;
}

interface Activation {
  readonly value: (z: number) => number;
  /** σ′(z), where a = σ(z) */
  readonly derivative: (z: number, a: number) => number;
}

const activations: Readonly<Record<Exclude<WorkloadLayer["activation"], "softmax"> | "linear", Activation>> = {
  linear: { value: (z) => z, derivative: () => 1 },
  sigmoid: { value: (z) => 1 / (1 + Math.exp(-z)), derivative: (_, a) => a * (1 - a) },
  tanh: { value: Math.tanh, derivative: (_, a) => 1 - a * a },
  relu: { value: (z) => Math.max(0, z), derivative: (z) => (z > 0 ? 1 : 0) },
};

export function beginObjectGraph(workload: Workload): Training {
  const graph = createGraph(workload);
  const { inputs, data, batchSize } = workload;
  const rate = rateForHalfErrors(workload);
  const outputs = outputsOf(workload);
  const startOf = batchStarts(workload);
  const usesSoftmax = workload.layers.at(-1)?.activation === "softmax";
  let step = 0;
  return {
    samplesPerStep: batchSize,
    train: (steps) => {
      for (const end = step + steps; step < end; step++) {
        const start = startOf(step);
        for (let s = start; s < start + batchSize; s++) {
          forward(graph, data.inputs, s * inputs, usesSoftmax);
          backward(graph, data.targets, s * outputs);
        }
        update(graph, rate / batchSize);
      }
    },
    outputs: (samples) =>
      Array.from({ length: samples }, (_, s) => {
        forward(graph, data.inputs, s * inputs, usesSoftmax);
        return graph[graph.length - 1].map(({ a }) => a);
      }).flat(),
  };
}

function createGraph(workload: Workload): Graph {
  const parameters = initialParameters(workload);
  const graph = [Array.from({ length: workload.inputs }, () => createUnit(activations.linear, 0))];
  workload.layers.forEach(({ units, activation }, l) => {
    const { weights, biases } = parameters[l];
    const before = graph[l];
    // Softmax takes all z of the layer together; each unit by itself passes its z on.
    const own = activations[activation === "softmax" ? "linear" : activation];
    graph.push(
      Array.from({ length: units }, (_, j) => {
        const unit = createUnit(own, biases[j]);
        before.forEach((from, i) => {
          const link = { from, to: unit, weight: weights[j * before.length + i], gradient: 0 };
          from.linksOut.push(link);
          unit.linksIn.push(link);
        });
        return unit;
      }),
    );
  });
  return graph;
}

function createUnit(activation: Activation, bias: number): Unit {
  return { activation, linksIn: [], linksOut: [], bias, z: 0, a: 0, lossByA: 0, lossByZ: 0, biasGradient: 0 };
}

function forward(graph: Graph, inputs: Float64Array, start: number, usesSoftmax: boolean): void {
  graph[0].forEach((unit, i) => {
    unit.a = inputs[start + i];
  });
  for (let l = 1; l < graph.length; l++) {
    for (const unit of graph[l]) {
      unit.z = unit.bias;
      for (const { from, weight } of unit.linksIn) unit.z += weight * from.a;
      unit.a = unit.activation.value(unit.z);
    }
  }
  if (usesSoftmax) softmax(graph[graph.length - 1]);
}

function softmax(units: readonly Unit[]): void {
  const largest = units.reduce((most, { z }) => Math.max(most, z), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (const unit of units) {
    unit.a = Math.exp(unit.z - largest);
    sum += unit.a;
  }
  for (const unit of units) unit.a /= sum;
}

/** Adds the gradients of one sample. ∂l/∂a of half a squared error is a − t, and so is ∂l/∂z of softmax with its loss. */
function backward(graph: Graph, targets: Float64Array, start: number): void {
  graph[graph.length - 1].forEach((unit, j) => {
    unit.lossByA = unit.a - targets[start + j];
  });
  for (let l = graph.length - 1; l > 0; l--) {
    for (const unit of graph[l]) {
      unit.lossByZ = unit.lossByA * unit.activation.derivative(unit.z, unit.a);
      unit.biasGradient += unit.lossByZ;
      for (const link of unit.linksIn) link.gradient += unit.lossByZ * link.from.a;
    }
    if (l === 1) return;
    for (const unit of graph[l - 1]) {
      unit.lossByA = 0;
      for (const { to, weight } of unit.linksOut) unit.lossByA += to.lossByZ * weight;
    }
  }
}

function update(graph: Graph, rate: number): void {
  for (let l = 1; l < graph.length; l++) {
    for (const unit of graph[l]) {
      unit.bias -= rate * unit.biasGradient;
      unit.biasGradient = 0;
      for (const link of unit.linksIn) {
        link.weight -= rate * link.gradient;
        link.gradient = 0;
      }
    }
  }
}
