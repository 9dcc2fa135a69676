import type { PythonPeer, ScriptPeer } from "./peer.ts";
import { beginBrain } from "./peers/brain.ts";
import { beginConvNet } from "./peers/convnetjs.ts";
import { beginJax } from "./peers/jax.ts";
import { beginMlFnn } from "./peers/ml-fnn.ts";
import { beginNeataptic } from "./peers/neataptic.ts";
import { beginObjectGraph } from "./peers/object-graph.ts";
import { beginSynaptic } from "./peers/synaptic.ts";
import { beginTensorFlow } from "./peers/tensorflow.ts";
import { beginUnboxed } from "./peers/unboxed.ts";

const oneByOne = "one sample at a time, each with an update";
const noSoftmax = "sigmoid in place of softmax, with the squared error";

/** This project, in both precisions. */
export const unboxed: readonly ScriptPeer[] = (["float64", "float32"] as const).map((precision) => ({
  name: `Unboxed, ${precision}`,
  kind: "unboxed",
  precision,
  isQuick: true,
  doesTheSame: false,
  differs: "a new order each epoch; history, health, loss series and evaluations are kept",
  package: null,
  begin: (workload) => beginUnboxed(workload, precision),
}));

const javascript = {
  kind: "javascript",
  precision: "float64",
  isQuick: false,
  doesTheSame: true,
  differs: "",
} as const;

/** Everyone in JavaScript. */
export const scriptPeers: readonly ScriptPeer[] = [
  ...unboxed,
  {
    ...javascript,
    name: "object graph",
    isQuick: true,
    package: null,
    begin: beginObjectGraph,
  },
  {
    ...javascript,
    name: "synaptic",
    isQuick: true,
    doesTheSame: false,
    differs: `${oneByOne}; ${noSoftmax}`,
    package: "synaptic",
    begin: beginSynaptic,
  },
  {
    ...javascript,
    name: "brain.js 1",
    precision: "float32",
    isQuick: true,
    doesTheSame: false,
    differs: `${oneByOne}; all layers have the activation of the first; computes in float64, keeps float32`,
    package: "brain.js",
    begin: (workload) => beginBrain(workload, "brain.js"),
  },
  {
    ...javascript,
    name: "brain.js 2",
    precision: "float32",
    doesTheSame: false,
    differs: `${oneByOne}; all layers have the activation of the first; computes in float64, keeps float32`,
    package: "brain.js-2",
    begin: (workload) => beginBrain(workload, "brain.js-2"),
  },
  {
    ...javascript,
    name: "neataptic",
    doesTheSame: false,
    differs: noSoftmax,
    package: "neataptic",
    begin: beginNeataptic,
  },
  { ...javascript, name: "convnetjs", isQuick: true, package: "convnetjs", begin: beginConvNet },
  {
    ...javascript,
    name: "ml-fnn",
    doesTheSame: false,
    differs: "tanh in place of relu and sigmoid; softmax over two classes in place of one output",
    package: "ml-fnn",
    begin: beginMlFnn,
  },
  {
    ...javascript,
    name: "tfjs, cpu",
    precision: "float32",
    package: "@tensorflow/tfjs",
    begin: (workload) => beginTensorFlow(workload, "cpu"),
  },
  {
    ...javascript,
    name: "tfjs, wasm",
    precision: "float32",
    package: "@tensorflow/tfjs-backend-wasm",
    begin: (workload) => beginTensorFlow(workload, "wasm"),
  },
  { ...javascript, name: "jax-js, wasm", precision: "float32", package: "@jax-js/jax", begin: beginJax },
];

/** Everyone in Python. */
export const pythonPeers: readonly PythonPeer[] = (["float64", "float32"] as const).flatMap((precision) => {
  const same = { precision, isQuick: false, doesTheSame: true, differs: "", package: null };
  return [
    { ...same, name: `PyTorch, ${precision}`, kind: "pytorch", library: "torch" },
    { ...same, name: `numpy by hand, ${precision}`, kind: "beside", library: "numpy" },
  ];
});
