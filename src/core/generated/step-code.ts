import { lossOfZ } from "../loss.ts";
import { type HyperparameterName, hyperparameterSymbols, optimizers } from "../optimizer.ts";
import { isRegularized } from "../regularization.ts";
import { fanInOf, type Spec } from "../spec.ts";
import { batchSizeOf } from "../steps.ts";
import {
  activationCode,
  type LossCode,
  lossCode,
  type OutputNames,
  sigmoidWithBinaryCrossEntropyCode,
  softmaxWithCrossEntropyCode,
  stepFunctions,
  updateCode,
} from "./step-formulas.ts";
import { gradientName, type StepNames, stepNames } from "./step-names.ts";

/** What is written beside a number of the step, by the number's name. */
export type StepNotes = ReadonlyMap<string, string>;

/** A parameter of the network, as the code of a step has it. */
export interface StepParameter {
  readonly name: string;
  /** Its place in the list of all parameters. */
  readonly index: number;
  readonly isWeight: boolean;
  readonly isTrainable: boolean;
}

/** What all parts of the code are written with. */
interface Writing {
  readonly spec: Spec;
  readonly names: StepNames;
  readonly parameters: readonly StepParameter[];
  /** Whether each batch has one sample: then there is nothing to sum up and no mean to take. */
  readonly isSingle: boolean;
  /** `const name = value;` with what there is to note beside it. */
  readonly set: (name: string, value: string) => string;
  readonly note: (name: string) => string;
}

/**
 * One step of training as JavaScript without a loop over layers or units: the chain rule, written out. It does, operation
 * for operation, what `takeStep` does with the plain kernels, and so gives the same bits; only the sign of a zero on the
 * way to a sum may differ, which the sum does not show.
 *
 * The code is made from the shape, the settings and the numbers of a spec alone. None of its strings get in: names of
 * functions come from our own tables, all other names are letters and indices.
 */
export function stepCode(spec: Spec, notes: StepNotes = new Map()): string {
  const note = (name: string) => (notes.has(name) ? ` // ${notes.get(name)}` : "");
  const writing: Writing = {
    spec,
    names: namesFor(spec),
    parameters: stepParameters(spec),
    isSingle: batchSizeOf(spec) === 1,
    set: (name, value) => `const ${name} = ${value};${note(name)}`,
    note,
  };
  const body = [
    ...readParameters(writing),
    "",
    ...sums(writing),
    writing.isSingle ? "{" : "for (let place = start; place < end; place++) {",
    ...indented([
      ...loadSample(writing),
      "",
      ...forward(writing),
      "",
      ...lossAndItsDerivative(writing),
      ...backward(writing),
    ]),
    "}",
    "",
    ...gradientsOfBatch(writing),
    "",
    ...checks(writing),
    "",
    ...update(writing),
  ];
  const moments = optimizers[spec.optimizer.type].moments.join(", ");
  const room = ["inputs", "targets", "order", "parameters", "gradients", ...(moments ? [`moments: [${moments}]`] : [])];
  return [
    ...head(writing),
    `function createStep({ ${room.join(", ")}, update, outcome }, { ${calledBy(body).join(", ")} }) {`,
    ...indented([
      ...constants(spec),
      "// Takes the samples from order[start] to order[end − 1].",
      "return function step(start, end) {",
      ...indented(body),
      "};",
    ]),
    "}",
    "",
  ]
    .flatMap(wrapped)
    .join("\n");
}

/** The parameters of a spec's network, in the order of their list. */
export function stepParameters(spec: Spec): StepParameter[] {
  const names = namesFor(spec);
  const parameters: StepParameter[] = [];
  const add = (name: string, isWeight: boolean, isTrainable: boolean) =>
    parameters.push({ name, index: parameters.length, isWeight, isTrainable });
  for (const [l, { units, biases, trainable }] of spec.layers.entries()) {
    for (let j = 0; j < units; j++) {
      for (let i = 0; i < fanInOf(spec, l); i++) add(names.weight(l, j, i), true, trainable.weights);
    }
    for (let j = 0; biases !== false && j < units; j++) add(names.bias(l, j), false, trainable.biases);
  }
  return parameters;
}

/** The names of a spec's numbers in its code. */
export function namesFor({ inputs, layers }: Spec): StepNames {
  return stepNames({ inputs: inputs.length, units: layers.map(({ units }) => units) });
}

function head({ spec: { inputs, layers }, parameters }: Writing): string[] {
  const units = layers.map((layer) => layer.units).join(", ");
  return [
    `// One step of training. Inputs: ${inputs.length}; units of the layers: ${units}; parameters: ${parameters.length}.`,
    "// ℓ is the loss; dw stands for ∂ℓ/∂w, db for ∂ℓ/∂b, da for ∂ℓ/∂a, and δ for ∂ℓ/∂z.",
  ];
}

/** The settings of the update that stay as they are. */
function constants({ optimizer }: Spec): string[] {
  const { defaults } = optimizers[optimizer.type];
  const { learningRate: _, ...hyperparameters } = defaults;
  return (Object.keys(hyperparameters) as HyperparameterName[])
    .filter((name) => name !== "weightDecay" || decays(optimizer))
    .map((name) => `const ${codeSymbol(name)} = ${literal(optimizer[name])};`);
}

function decays({ type, weightDecay }: Spec["optimizer"]): boolean {
  return type === "adamw" || weightDecay !== 0;
}

/** The symbol of a hyperparameter in characters that a name may have: β1 for β₁. */
function codeSymbol(name: HyperparameterName): string {
  return hyperparameterSymbols[name].replace("₁", "1").replace("₂", "2");
}

function readParameters({ parameters, note }: Writing): string[] {
  return [
    "// The parameters before the step",
    ...parameters.map(
      ({ name, index, isTrainable }) => `${isTrainable ? "let" : "const"} ${name} = parameters[${index}];${note(name)}`,
    ),
  ];
}

function sums({ parameters, isSingle }: Writing): string[] {
  const names = ["loss", ...parameters.map(({ name }) => gradientName(name))];
  return [
    isSingle
      ? "// The loss of the sample and the gradients"
      : "// The loss and the gradients, summed up over the batch",
    ...names.map((name) => `let ${name} = 0;`),
  ];
}

function loadSample({ spec, names, isSingle, set }: Writing): string[] {
  const inputs = spec.inputs.length;
  const outputs = outputsOf(spec);
  const at = (count: number, index: number) =>
    `row${count === 1 ? "" : ` * ${count}`}${index === 0 ? "" : ` + ${index}`}`;
  return [
    `const row = order[${isSingle ? "start" : "place"}];`,
    ...range(inputs, (i) => set(names.input(i), `inputs[${at(inputs, i)}]`)),
    ...range(outputs, (j) => set(names.target(j), `targets[${at(outputs, j)}]`)),
  ];
}

function forward({ spec, names, set }: Writing): string[] {
  return spec.layers.flatMap(({ units, activation, biases }, l) => {
    const fanIn = fanInOf(spec, l);
    const z = range(units, (j) => names.z(l, j));
    const sumOf = (j: number) =>
      weightedSum(range(fanIn, (i) => `${names.weight(l, j, i)} * ${names.a(l - 1, i)}`)) +
      (biases === false ? "" : ` + ${names.bias(l, j)}`);
    const sums = z.map((name, j) => set(name, sumOf(j)));
    const comment = `// Forward, layer ${l + 1}: z = Σ w·a${biases === false ? "" : " + b"}, then a = σ(z)`;
    if (activation !== "softmax") {
      const { value } = activationCode[activation];
      return [comment, ...sums, ...z.map((zj, j) => set(names.a(l, j), value(zj)))];
    }
    const exps = range(units, (j) => names.exp(l, j));
    return [
      comment,
      ...sums,
      set(names.largest(l), `Math.max(${z.join(", ")})`),
      ...z.map((zj, j) => set(exps[j], `exp(${zj} - ${names.largest(l)})`)),
      set(names.sumOfExp(l), exps.join(" + ")),
      ...exps.map((exp, j) => set(names.a(l, j), `${exp} / ${names.sumOfExp(l)}`)),
    ];
  });
}

/** The even and the odd terms by themselves, and then together, as `weightedSums` adds them up. */
function weightedSum(products: readonly string[]): string {
  if (products.length < 3) return products.join(" + ");
  const everySecond = (first: number) => products.filter((_, i) => i % 2 === first).join(" + ");
  return `${everySecond(0)} + (${everySecond(1)})`;
}

function lossAndItsDerivative(writing: Writing): string[] {
  const { spec, names, set, note } = writing;
  const last = spec.layers.length - 1;
  const joint = jointLossCode(writing);
  const { value, derivative } = joint ?? lossCode[spec.loss];
  const outputs = range(outputsOf(spec), (j): OutputNames => {
    return { z: names.z(last, j), a: names.a(last, j), t: names.target(j), e: names.error(j) };
  });
  const derivatives = outputs.map((output, j) =>
    set((joint ? names.delta : names.lossByA)(last, j), derivative(output, outputs.length)),
  );
  return [
    "// The loss of the sample",
    ...(spec.loss === "crossEntropy" ? [] : outputs.map(({ a, t, e }) => set(e, `${a} - ${t}`))),
    `loss += ${value(outputs)};${note("loss")}`,
    "",
    joint
      ? `// Backward, layer ${last + 1}: δ of the loss and σ together, of whose derivatives much cancels`
      : `// Backward, layer ${last + 1}: da, how the loss changes with the outputs, then δ = da · σ′(z)`,
    ...derivatives,
  ];
}

/** The loss together with the activation of the outputs, where they are taken as one. */
function jointLossCode({ spec, names }: Writing): LossCode | null {
  const last = spec.layers.length - 1;
  const { activation } = spec.layers[last];
  if (!lossOfZ(spec.loss, activation)) return null;
  if (activation !== "softmax") return sigmoidWithBinaryCrossEntropyCode;
  const targets = range(outputsOf(spec), names.target);
  return softmaxWithCrossEntropyCode(names.largest(last), names.sumOfExp(last), targets);
}

function backward(writing: Writing): string[] {
  const { spec } = writing;
  const lines = [];
  for (let l = spec.layers.length - 1; l >= 0; l--) {
    const isDeltaThere = l === spec.layers.length - 1 && jointLossCode(writing) !== null;
    if (l < spec.layers.length - 1) lines.push("", ...lossByOutputs(writing, l));
    if (!isDeltaThere) lines.push(...deltas(writing, l));
    lines.push(...addGradients(writing, l));
  }
  return lines;
}

/** ∂ℓ/∂a of a layer, through all units of the next that it feeds. */
function lossByOutputs({ spec, names, set }: Writing, l: number): string[] {
  const next = range(spec.layers[l + 1].units, (j) => j);
  return [
    `// Backward, layer ${l + 1}: da = Σ δ·w of the units it feeds, then δ = da · σ′(z)`,
    ...range(spec.layers[l].units, (i) =>
      set(names.lossByA(l, i), next.map((j) => `${names.delta(l + 1, j)} * ${names.weight(l + 1, j, i)}`).join(" + ")),
    ),
  ];
}

/** δ = ∂ℓ/∂a · σ′(z) */
function deltas({ spec, names, set }: Writing, l: number): string[] {
  const { units, activation } = spec.layers[l];
  const a = range(units, (j) => names.a(l, j));
  const lossByA = range(units, (j) => names.lossByA(l, j));
  if (activation !== "softmax") {
    const { slope } = activationCode[activation];
    return a.map((aj, j) =>
      set(names.delta(l, j), slope ? `${lossByA[j]} * (${slope(names.z(l, j), aj)})` : lossByA[j]),
    );
  }
  const mean = names.meanOfLossByA(l);
  return [
    set(mean, a.map((ak, k) => `${lossByA[k]} * ${ak}`).join(" + ")),
    ...a.map((aj, j) => set(names.delta(l, j), `${aj} * (${lossByA[j]} - ${mean})`)),
  ];
}

/** ∂ℓ/∂w = δ · a and ∂ℓ/∂b = δ */
function addGradients({ spec, names }: Writing, l: number): string[] {
  const { units, biases } = spec.layers[l];
  return range(units, (j) => j).flatMap((j) => [
    ...range(
      fanInOf(spec, l),
      (i) => `${gradientName(names.weight(l, j, i))} += ${names.delta(l, j)} * ${names.a(l - 1, i)};`,
    ),
    ...(biases === false ? [] : [`${gradientName(names.bias(l, j))} += ${names.delta(l, j)};`]),
  ]);
}

/** From the sums to the mean, with what regularization adds. */
function gradientsOfBatch({ spec, parameters, isSingle, note }: Writing): string[] {
  const { l1, l2 } = spec.regularization;
  const gradients = parameters.map(({ name }) => gradientName(name));
  const weights = parameters.filter(({ isWeight }) => isWeight).map(({ name }) => name);
  const mean = [
    "// The mean over the samples",
    "const samples = end - start;",
    ...["loss", ...gradients].map((name) => `${name} /= samples;`),
  ];
  // A part whose factor is 0 is left out.
  const parts = (absolute: string, squared: string) =>
    [...(l1 === 0 ? [] : [`${literal(l1)} * ${absolute}`]), ...(l2 === 0 ? [] : [squared])].join(" + ");
  const absolute = `(${weights.map((w) => `Math.abs(${w})`).join(" + ")})`;
  const squared = `(${weights.map((w) => `${w} * ${w}`).join(" + ")})`;
  const penalty = [
    "// Regularization: λ₁·Σ|w| + ½·λ₂·Σw² beside the loss",
    `loss += ${parts(absolute, `${literal(l2 / 2)} * ${squared}`)};`,
    ...weights.map((w) => `${gradientName(w)} += ${parts(`Math.sign(${w})`, `${literal(l2)} * ${w}`)};`),
  ];
  return [
    ...(isSingle ? [] : mean),
    ...(isRegularized(spec.regularization) ? penalty : []),
    "// The gradients of the batch",
    ...gradients.map((gradient, k) => `gradients[${k}] = ${gradient};${note(gradient)}`),
    "outcome.batchLoss = loss;",
  ];
}

/** Nothing is updated by what is no finite number. */
function checks({ parameters }: Writing): string[] {
  const gradients = parameters.filter(({ isTrainable }) => isTrainable).map(({ name }) => gradientName(name));
  return [
    "// 0 times a number is 0, unless it is NaN or infinite: then the step is not taken.",
    `outcome.isTaken = ${areFinite(["loss", ...gradients])};`,
    "if (!outcome.isTaken) return;",
  ];
}

function update({ spec: { optimizer }, parameters, note }: Writing): string[] {
  const { type, clipNorm } = optimizer;
  const trained = parameters.filter(({ isTrainable }) => isTrainable);
  const squares = trained.map(({ name }) => `${gradientName(name)} * ${gradientName(name)}`);
  const clipping =
    clipNorm === null || trained.length === 0
      ? []
      : [
          "// Clipping: c shortens a gradient that is too long",
          `const norm = Math.sqrt(${squares.join(" + ")});`,
          `const c = Math.min(1, ${literal(clipNorm)} / (norm + 1e-6));`,
        ];
  // Weight decay that acts through the gradient.
  const decay = type !== "adamw" && decays(optimizer);
  const updates = trained.flatMap(({ name, index }) => {
    const gradient = clipping.length > 0 ? `c * ${gradientName(name)}` : gradientName(name);
    const isChanged = clipping.length > 0 || decay;
    const g = isChanged ? `g${name}` : gradient;
    return [
      ...(isChanged ? [`const ${g} = ${gradient}${decay ? ` + λ * ${name}` : ""};`] : []),
      ...updateCode[type]({ θ: name, g, index }),
      `parameters[${index}] = ${name};${note(`${name} after`)}`,
    ];
  });
  const corrects = type === "adam" || type === "adamw";
  return [
    ...clipping,
    "// The update",
    ...(trained.length > 0 ? ["const η = update.learningRate;"] : []),
    ...(corrects ? ["const correction1 = update.correction1;"] : []),
    ...(corrects ? ["const rootOfCorrection2 = Math.sqrt(update.correction2);"] : []),
    ...updates,
    `outcome.isSound = ${areFinite(parameters.map(({ name }) => name))};`,
  ];
}

/** Whether no number is NaN or infinite. */
function areFinite(names: readonly string[]): string {
  return `${names.map((name) => `0 * ${name}`).join(" + ")} === 0`;
}

function calledBy(lines: readonly string[]): string[] {
  const calls = new Set(lines.flatMap((line) => [...line.matchAll(/\w+(?=\()/g)].map(([name]) => name)));
  return Object.keys(stepFunctions).filter((name) => calls.has(name));
}

function outputsOf({ layers }: Spec): number {
  return layers[layers.length - 1].units;
}

/** A number as code, the shortest that is read as the same. */
function literal(value: number): string {
  return `${Number(value)}`;
}

function range<T>(count: number, item: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => item(index));
}

function indented(lines: readonly string[]): string[] {
  return lines.map((line) => (line === "" ? line : `  ${line}`));
}

const longestLine = 110;

/** A long sum, broken before its terms. */
function wrapped(line: string): string[] {
  const at = line.lastIndexOf(" + ", longestLine);
  if (line.length <= longestLine || at <= 0 || line.trimStart().startsWith("//")) return [line];
  const [indent] = line.match(/^ */) ?? [""];
  const isFirst = !line.trimStart().startsWith("+");
  return [line.slice(0, at), ...wrapped(`${indent}${isFirst ? "  " : ""}${line.slice(at + 1)}`)];
}
