/** All kernels: compiled once with `real` for f64, and once for f32. */
export { activate, activateBackward, softmax } from "./activation";
export { addGradients, addRows, lossByInputs, weightedSums } from "./dense";
export { areFinite, divide } from "./lists";
export { softmaxCrossEntropy, softmaxCrossEntropyBackward } from "./loss";
export { adagrad, adam, momentum, nesterov, rmsprop, sgd } from "./optimizer";
export { backward, forward } from "./pass";
export { addSparseGradients, findTerms, fromStrips, sparseWeightedSums, toStrips } from "./sparse";
