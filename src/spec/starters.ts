/** A spec to begin with, full of comments. */
export interface Starter {
  /** What a list of them calls it. */
  readonly label: string;
  /** What it is, in one line. */
  readonly summary: string;
  readonly text: string;
  /** A data file that lies beside it: its name and its text. */
  readonly data?: { readonly name: string; readonly text: string };
}

const chain: Starter = {
  label: "Chain",
  summary: "three single neurons in a row, with numbers that you can check by hand",
  text: `// Three neurons in a row, each with one weight w and one bias b. Press Step and follow the numbers:
// forward from x to the loss (a₃ − t)², and back from the loss to every weight and bias.
{
  "title": "A chain of three neurons",
  "inputs": ["x"],
  "layers": [
    // weights[j][i] leads from input i to unit j. What is not given is drawn from "seed".
    { "units": 1, "activation": "relu", "weights": [[0.5]], "biases": [0.25] },
    { "units": 1, "activation": "relu", "weights": [[1.5]], "biases": [-0.5] },
    { "units": 1, "activation": "relu", "weights": [[2]], "biases": [1] }
  ],
  "targets": ["t"],
  "loss": "mse",
  "optimizer": { "type": "sgd", "learningRate": 0.0078125 }, // η = 1/128: try 0.05
  "training": { "epochs": 100 },
  "data": [{ "x": 2, "t": 1 }],
  // "unboxed check" tells whether these come true.
  "expect": [
    { "after": { "steps": 1 }, "gradients.0.weights[0][0]": 33, "layers.0.weights[0][0]": 0.2421875 },
    { "after": "end", "loss": { "below": 0.000001 } }
  ]
}
`,
};

const xor: Starter = {
  label: "XOR",
  summary: "the smallest problem that needs a hidden layer",
  text: `// XOR: 1 where exactly one of two inputs is 1. One layer cannot do it; try it without the hidden one.
{
  "title": "XOR",
  "inputs": ["x1", "x2"],
  "layers": [
    { "name": "Hidden", "units": 4, "activation": "tanh" },
    { "name": "Output", "units": 1, "activation": "sigmoid" }
  ],
  "targets": ["xor"],
  // After a single sigmoid the loss is "binaryCrossEntropy" unless you say another.
  "optimizer": { "type": "adam", "learningRate": 0.05 },
  "training": { "epochs": 500, "batchSize": "all", "stopWhen": { "loss": 0.01 } },
  "seed": 1, // everything random follows from it: the same spec gives the same run
  // Each row: the inputs, then the target.
  "data": { "rows": [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]] },
  "expect": [{ "after": "end", "accuracy": 1 }]
}
`,
};

const classification: Starter = {
  label: "Two Classes",
  summary: "two classes of points in the plane, drawn from the seed",
  text: `// Two half moons that reach into each other: which of them does a point belong to?
{
  "title": "Two classes",
  "inputs": ["x1", "x2"],
  "layers": [
    { "name": "Hidden", "units": 8, "activation": "tanh" },
    { "name": "Output", "units": 1, "activation": "sigmoid" } // how sure it is of the second class
  ],
  "optimizer": { "type": "adam", "learningRate": 0.03 },
  // A quarter of the points is held out, to see how the network does on points it has not seen.
  "training": { "epochs": 100, "batchSize": 10, "testFraction": 0.25 },
  "seed": 1,
  // Other shapes of two classes: circle, gauss, spiral, xor.
  "data": { "generate": "moons", "samples": 200, "noise": 0.1 },
  "expect": [{ "after": "end", "accuracy": { "above": 0.9 } }]
}
`,
};

const regression: Starter = {
  label: "Curve",
  summary: "a curve through points, drawn from the seed",
  text: `// A network learns the curve t = sin x from points that stray a little from it.
{
  "title": "A curve",
  "inputs": ["x"],
  "layers": [
    { "name": "Hidden", "units": 8, "activation": "tanh" }, // each of them bends the curve once
    { "name": "Output", "units": 1 } // linear, unless you say another: any number may come out
  ],
  "targets": ["t"],
  "loss": "mse",
  "optimizer": { "type": "adam", "learningRate": 0.02 },
  "training": { "epochs": 200, "batchSize": 10, "testFraction": 0.2 },
  "seed": 1,
  // Other curves: line, abs; and over two inputs: plane.
  "data": { "generate": "sine", "samples": 100, "noise": 0.05 },
  "expect": [{ "after": "end", "testLoss": { "below": 0.02 } }]
}
`,
};

const csv: Starter = {
  label: "Table",
  summary: "a table of your own: put your columns into the csv file beside it",
  text: `// Learns from a table: fruit.csv, beside this file, has a header row and a fruit in each row after it.
{
  "title": "A table",
  "inputs": ["weight", "length"], // the columns to learn from, by name
  "layers": [
    { "name": "Hidden", "units": 6, "activation": "tanh" },
    { "name": "Fruit", "units": 3, "activation": "softmax" } // one unit for each class
  ],
  // After softmax the loss is "crossEntropy" unless you say another.
  "optimizer": { "type": "adam", "learningRate": 0.05 },
  "training": { "epochs": 100, "batchSize": 4 },
  "seed": 1,
  // A column of words names the classes, one of numbers is what to predict. Grams and centimetres differ in
  // size: "standard" brings both to mean 0 and standard deviation 1.
  "data": { "csv": "fruit.csv", "target": "fruit", "normalize": "standard" },
  "expect": [{ "after": "end", "accuracy": { "above": 0.9 } }]
}
`,
  data: {
    name: "fruit.csv",
    text: `weight,length,fruit
118,18.5,banana
125,19.2,banana
109,17.4,banana
131,20.1,banana
122,18.9,banana
114,17.9,banana
182,7.6,apple
169,7.2,apple
195,8.1,apple
176,7.4,apple
188,7.9,apple
160,7.0,apple
5,1.9,grape
6,2.1,grape
4,1.7,grape
7,2.4,grape
5,2.0,grape
6,2.2,grape
`,
  },
};

/** Every kind of spec to begin with. */
export const starters: Readonly<Record<string, Starter>> = { chain, xor, classification, regression, csv };

/** What is written where no kind is named. */
export const defaultStarter = "chain";
