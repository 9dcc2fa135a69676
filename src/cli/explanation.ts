import type { Factor, OpenedDelta } from "../core/explanation/delta.ts";
import type { ParameterExplanation } from "../core/explanation/explanation.ts";
import type { WorkedSample, WorkedStep } from "../core/worked-step.ts";
import { formatCount, formatCounted, formatSignificant } from "../format/number-format.ts";
import { emphasize } from "./style.ts";
import { headText, samplePlace, table } from "./text.ts";

/** How one parameter comes to its gradient and its update, as text and as JSON. */

/** Of more paths than this the largest are printed for people. */
const mostPathsPrinted = 10;

/** As `--json` prints it: an interface that scripts rely on. */
export function explanationJson(explanation: ParameterExplanation, sample: WorkedSample, worked: WorkedStep) {
  const { path, symbol, value, gradient, batchGradient, regularization } = explanation;
  const { factors, deltas, paths, pathsTotal, share, update, terms } = explanation;
  return {
    parameter: path,
    symbol,
    step: worked.step,
    sample: sample.index,
    value,
    gradient,
    batchGradient,
    regularization,
    factors,
    deltas,
    paths,
    pathsTotal,
    share,
    update,
    updateTerms: terms,
  };
}

/** The same for people. */
export function explanationText(explanation: ParameterExplanation, sample: WorkedSample, worked: WorkedStep): string {
  const { path, symbol, value, gradient, factors, deltas } = explanation;
  const derivative = `∂l/∂${symbol}`;
  return [
    headText(worked),
    `\n${emphasize("bold", `${symbol} = ${value}`)}   (${path}, before the update)`,
    `\n${emphasize("bold", `${derivative} = ${gradient}`)}   (of sample ${samplePlace(sample)}, whose loss is ${sample.loss})`,
    ...productLines(derivative, factors, gradient),
    ...deltas.flatMap(deltaLines),
    ...pathLines(explanation),
    ...updateLines(explanation, worked),
  ].join("\n");
}

/** Symbols, then numbers, then their product. */
function productLines(symbol: string, factors: readonly Factor[], product: number): string[] {
  const indent = " ".repeat(symbol.length);
  return [
    `  ${symbol} = ${factors.map(({ symbol }) => symbol).join(" · ")}`,
    `  ${indent} = ${factors.map(({ value }) => inProduct(value)).join(" · ")}`,
    `  ${indent} = ${product}`,
  ];
}

function inProduct(value: number): string {
  return value < 0 || Object.is(value, -0) ? `(${value})` : String(value);
}

/** What the units of the next layer hand back to a unit. */
function deltaLines({ symbol, value, factors, terms }: OpenedDelta): string[] {
  const opened = [`\n${emphasize("bold", `${symbol} = ${value}`)}`, ...productLines(symbol, factors, value)];
  if (terms.length === 0) return opened;
  const [{ symbol: lossByA, value: sum }] = factors;
  return [
    ...opened,
    `  where ${lossByA} = Σ of what the ${formatCounted(terms.length, "unit")} of the next layer ${terms.length === 1 ? "hands" : "hand"} back:`,
    table([
      ["", "weight", "", "δ", "product"],
      ...terms.map(({ weight, delta, product }) => [
        `${weight.symbol} · ${delta.symbol}`,
        weight.value,
        "·",
        delta.value,
        product,
      ]),
      ["Σ", "", "", "", sum],
    ]),
  ];
}

/** Where several paths lead from the loss to the parameter: the largest, and what they amount to. */
function pathLines({ paths, pathsTotal, gradient }: ParameterExplanation): string[] {
  if (pathsTotal === 1) return [];
  const printed = paths.slice(0, mostPathsPrinted);
  const sum = printed.reduce((sum, { product }) => sum + product, 0);
  const share = gradient === 0 ? "" : `, together ${(100 * (sum / gradient)).toPrecision(4)} % of the gradient`;
  const total = pathsTotal >= 1e7 ? formatSignificant(pathsTotal) : formatCount(pathsTotal);
  const all = pathsTotal === 2 ? "Both paths" : `All ${total} paths`;
  const which = printed.length === pathsTotal ? all : `The largest ${printed.length} of ${total} paths`;
  return [
    `\n${emphasize("bold", `${which} from the loss`)}${share}`,
    table([
      ["units, from the last layer back", "product"],
      ...printed.map(({ units, product }) => [units.map((unit) => unit + 1).join(" ← "), product]),
    ]),
  ];
}

function updateLines({ symbol, regularization, update, terms }: ParameterExplanation, worked: WorkedStep): string[] {
  const heading = `\n${emphasize("bold", "Update")}`;
  if (update.rule === null) return [heading, `  ${symbol} stays ${update.after}: the spec does not let it train`];
  const { gradient, learningRate, gradientScale, hyperparameters, corrections, moments } = terms;
  const ofRegularization = regularization === 0 ? "" : `, with ${regularization} from regularization`;
  const constants = [["η", learningRate] as const, ...Object.entries(hyperparameters), ...Object.entries(corrections)];
  return [
    `${heading}   ${update.rule.replaceAll("θ", symbol)}`,
    `  ${constants.map(([name, value]) => `${name} = ${value}`).join("   ")}`,
    `  g = ${gradient}   (mean over the batch's ${formatCounted(worked.batchSize, "sample")}${ofRegularization})`,
    ...(gradientScale === 1 ? [] : [`  c = ${gradientScale}   (clips the gradient to its largest norm)`]),
    ...moments.map(({ name, before, after }) => `  ${name} ← ${after}   (it was ${before})`),
    `  ${symbol} ← ${update.after}   (it was ${update.before})`,
  ];
}
