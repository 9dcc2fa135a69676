import { formatCount } from "../../src/format/number-format.ts";
import { lossFormula, lossFormulaText } from "../diagram/loss-formula.tsx";
import { weighedIn } from "../diagram/weighed-in.ts";
import { chainNaming } from "../naming.ts";
import { formatNumber } from "../numbers.ts";
import type { LayerView, RunView } from "../run-view.ts";
import { type StagePoint, stagesOf } from "../stage.ts";
import { activationNames } from "../strings.ts";
import { letter, lossBy, ofLayer } from "../symbols.tsx";
import { stageStrings } from "./strings.ts";

/** What has just moved at a stage of the step shown, with its numbers, and what comes next. */
export function stageSentence(run: RunView, stage: number, canStep: boolean): string {
  const { layers } = run;
  const stages = stagesOf(layers.length);
  const point = stages[stage];
  const what = whatHappened(run, point);
  // Backward sentences say themselves which layer is next.
  if (point.of === "backward" && point.layer > 0) return what;
  return `${what} ${stageStrings.next(whatIsNext(run, stages[stage + 1], canStep))}`.trim();
}

function whatHappened(run: RunView, point: StagePoint): string {
  switch (point.of) {
    case "sample":
      return sampleSentence(run);
    case "forward":
      return run.isChain ? chainForward(run, point.layer) : networkForward(run, point.layer);
    case "loss":
      return lossSentence(run);
    case "backward":
      return backwardSentence(run, point.layer);
    case "update":
      return updateSentence(run);
  }
}

function whatIsNext(run: RunView, next: StagePoint | undefined, canStep: boolean): string | null {
  switch (next?.of) {
    case "forward":
      return nameOf(run, next.layer);
    case "loss":
      return stageStrings.theLoss;
    case "backward":
      return stageStrings.theWayBack(nameOf(run, next.layer));
    case "update":
      return stageStrings.theUpdate;
    default:
      return canStep && run.worked ? stageStrings.step(run.worked.step + 1) : null;
  }
}

function sampleSentence({ outline, sample, isChain, batch }: RunView): string {
  if (!sample) return "";
  const which = stageStrings.sample(sample.index + 1, outline.samples);
  const [x] = sample.inputs;
  const [t] = sample.targets;
  const values = isChain
    ? stageStrings.oneInput(formatNumber(x), formatNumber(t))
    : stageStrings.inputs(sample.inputs.length, sample.targets.length);
  return batch > 1 && sample.place !== null
    ? `${which} ${values}. ${stageStrings.oneOfBatch(batch)}`
    : `${which} ${values}.`;
}

/** z₁ = w₁·x + b₁ = 0.5·2 + 0.25 = 1.25, and ReLU lets it through: a₁ = 1.25. */
function chainForward(run: RunView, l: number): string {
  const layer = run.layers[l];
  if (!layer.forward) return "";
  const [w, b, z, a] = ["w", "b", "z", "a"].map((name) => letter(name, ...chainNaming.unit(l, 0)).text);
  const source = weighedIn(run, l);
  const [zValue, aValue] = [layer.forward.z[0], layer.forward.a[0]];
  const weight = formatNumber(layer.before.weights[0]);
  const bias = layer.hasBiases ? layer.before.biases[0] : null;
  const symbols = `${w}·${source.symbol.text}${bias === null ? "" : ` + ${b}`}`;
  const numbers = `${weight}·${inProduct(source.value)}${bias === null ? "" : plus(bias)}`;
  const activation = activationSentence(layer, zValue, `${a} = ${formatNumber(aValue)}`);
  return `${z} = ${symbols} = ${numbers} = ${formatNumber(zValue)}, ${activation}.`;
}

function activationSentence({ activation }: LayerView, z: number, result: string): string {
  const name = activationNames[activation];
  if (activation === "linear") return stageStrings.linear(result);
  if (activation !== "relu") return stageStrings.makes(name, result);
  return z > 0 ? stageStrings.letsThrough(name, result) : stageStrings.stops(name, result);
}

/** z = W·a + b for all units, and one of them as an example. */
function networkForward(run: RunView, l: number): string {
  const { forward, units, activation, hasBiases } = run.layers[l];
  if (!forward) return "";
  const inputs = l === 0 ? "x" : ofLayer("a", l).text;
  const [z, w, b, a] = ["z", "W", "b", "a"].map((name) => ofLayer(name, l + 1).text);
  const sum = `${z} = ${w}·${inputs}${hasBiases ? ` + ${b}` : ""}`;
  const example = stageStrings.forUnit(1, formatNumber(forward.z[0]), formatNumber(forward.a[0]));
  return stageStrings.layerForward(nameOf(run, l), units, sum, activationNames[activation], a, example);
}

function lossSentence(run: RunView): string {
  const { outline, layers, sample, loss } = run;
  const last = layers[layers.length - 1];
  if (!sample || loss === null || !last.forward) return "";
  if (!run.isChain && outline.targets.length > 1) return stageStrings.lossOfOutputs(formatNumber(loss));
  const index = run.isChain ? [layers.length] : [];
  const formula = lossFormulaText(outline.loss, lossFormula(outline.loss, 1, ...index));
  const a = letter("a", ...index).text;
  return stageStrings.loss(
    `${a} = ${formatNumber(last.forward.a[0])}`,
    formatNumber(sample.targets[0]),
    formula,
    formatNumber(loss),
  );
}

function backwardSentence(run: RunView, l: number): string {
  const { layers } = run;
  const { backward, activation } = layers[l];
  if (!backward) return "";
  const known = l === 0 ? stageStrings.allKnown : stageStrings.known(nameOf(run, l), nameOf(run, l - 1));
  const isLast = l === layers.length - 1;
  const from = isLast ? stageStrings.startsBack : stageStrings.passed(nameOf(run, l + 1), nameOf(run, l));
  if (!run.isChain) {
    const norm = stageStrings.deltaOfUnit(ofLayer("δ", l + 1).text, formatNumber(backward.lossByZ[0]));
    return `${from}${norm}${stageStrings.so}${known}.`;
  }
  const z = letter("z", ...chainNaming.unit(l, 0));
  const delta = `${lossBy(z).text} = `;
  const after = layers[l + 1];
  const arrived = isLast ? [backward.lossByA[0]] : [after.backward?.lossByZ[0] ?? null, after.before.weights[0]];
  const product = [...arrived, backward.aByZ[0]].map(inProduct).join("·");
  // Softmax takes more than this one product.
  const equation = activation === "softmax" ? delta : `${delta}${product} = `;
  return `${from}: ${equation}${formatNumber(backward.lossByZ[0])}${stageStrings.so}${known}.`;
}

function updateSentence(run: RunView): string {
  const { outline, layers, worked } = run;
  const l = outline.layers.findIndex(({ trainable }) => trainable.weights);
  const { before, after, excerpt } = layers[Math.max(0, l)];
  const done = worked ? stageStrings.stepDone(worked.step) : "";
  if (l < 0 || !after || excerpt) return `${stageStrings.update}. ${done}`;
  const w = run.isChain ? letter("w", ...chainNaming.weight(l, 0, 0)).text : stageStrings.firstWeight(nameOf(run, l));
  const example = stageStrings.goesFromTo(w, formatNumber(before.weights[0]), formatNumber(after.weights[0]));
  return `${stageStrings.update}: ${example}. ${done}`;
}

function nameOf({ layers }: RunView, layer: number): string {
  const { name } = layers[layer];
  // A name at the beginning of its layer's caption becomes a word within the sentence.
  return /^Layer \d+$/.test(name) ? `layer ${formatCount(layer + 1)}` : name;
}

function inProduct(value: number | null): string {
  if (value === null) return "";
  return value < 0 ? `(${formatNumber(value)})` : formatNumber(value);
}

function plus(value: number): string {
  return value < 0 ? ` − ${formatNumber(-value)}` : ` + ${formatNumber(value)}`;
}
