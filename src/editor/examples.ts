/** A spec that comes with the extension. */
export interface Example {
  /** The name of its file in the folder of examples, without the ending. */
  readonly id: string;
  readonly title: string;
  /** What there is to see in it, in a line. */
  readonly detail: string;
  /** The data file beside it, if it has one. */
  readonly data?: string;
}

/** The examples, in the order in which they teach. */
export const examples: readonly Example[] = [
  {
    id: "chain",
    title: "Unboxing: a chain of three neurons",
    detail: "One step forward and back, with numbers that can be checked by hand",
  },
  { id: "line", title: "A line", detail: "One linear neuron learns t = 2x + 1" },
  {
    id: "mazur",
    title: "Mazur's step by step example",
    detail: "Two inputs, two hidden and two output neurons, as in the well-known article",
  },
  { id: "xor", title: "XOR", detail: "The smallest problem that one layer cannot solve" },
  { id: "circle", title: "A circle", detail: "Straight lines put together to a closed border" },
  { id: "moons", title: "Two moons", detail: "Two classes with softmax and cross-entropy" },
  { id: "spiral", title: "Two spirals", detail: "Two hidden layers unroll what is wound up" },
  { id: "sine", title: "A sine curve", detail: "Regression, with a learning rate that falls" },
  {
    id: "iris",
    title: "Iris",
    detail: "Three kinds of flowers from a table, some of them held out",
    data: "iris.csv",
  },
  {
    id: "digits",
    title: "Handwritten digits",
    detail: "Pictures of 8 × 8 pixels, and ten classes",
    data: "digits.csv",
  },
  { id: "dead-relu", title: "A dead ReLU", detail: "Does not learn: every gradient is 0" },
  { id: "vanishing", title: "Vanishing gradients", detail: "Does not learn: the first layers stand still" },
  {
    id: "exploding",
    title: "Exploding gradients",
    detail: "Does not learn: the gradient grows threefold in each layer",
  },
];
