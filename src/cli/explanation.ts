import type { Factor, OpenedDelta } from "../core/explanation/delta.ts";
import type { ParameterExplanation } from "../core/explanation/explanation.ts";
import type { WorkedSample, WorkedStep } from "../core/worked-step.ts";
import { formatCounted } from "../format/number-format.ts";
import { emphasize } from "./style.ts";
import { headText, table } from "./text.ts";

/** How one parameter comes to its gradient and its update, as text and as JSON. */

/** Of more paths than this the largest are printed for people. */
const mostPathsPrinted = 10;

/** As `--json` prints it: an interface that scripts rely on. */
export function explanationJson(explanation: ParameterExplanation, sample: WorkedSample, worked: WorkedStep) {
  const { path, symbol, value, gradient, batchGradient, regularization } = explanation;
  const { factors, deltas, paths, pathsTotal, share, update } = explanation;
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
  };
}

/** The same for people. */
export function explanationText(explanation: ParameterExplanation, sample: WorkedSample, worked: WorkedStep): string {
  const { path, symbol, value, gradient, factors, deltas } = explanation;
  const derivative = `∂l/∂${symbol}`;
  return [
    headText(worked),
    `\n${emphasize("bold", `${symbol} = ${value}`)}   (${path}, before the update)`,
    `\n${emphasize("bold", `${derivative} = ${gradient}`)}   (of sample ${sample.index + 1}, whose loss is ${sample.loss})`,
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
  const which =
    printed.length === pathsTotal ? `All ${pathsTotal} paths` : `The largest ${printed.length} of ${pathsTotal} paths`;
  return [
    `\n${emphasize("bold", `${which} from the loss`)}${share}`,
    table([
      ["units, from the last layer back", "product"],
      ...printed.map(({ units, product }) => [units.map((unit) => unit + 1).join(" ← "), product]),
    ]),
  ];
}

function updateLines(
  { symbol, batchGradient, regularization, update }: ParameterExplanation,
  worked: WorkedStep,
): string[] {
  const { learningRate, gradientScale, batchSize } = worked;
  const heading = `\n${emphasize("bold", "Update")}`;
  if (update.rule === null) return [heading, `  ${symbol} stays ${update.after}: the spec does not let it train`];
  return [
    `${heading}   ${update.rule}`,
    `  η = ${learningRate}`,
    `  g = ${batchGradient}   (mean over the batch's ${formatCounted(batchSize, "sample")}${regularization === 0 ? "" : `, with ${regularization} from regularization`})`,
    ...(gradientScale === 1 ? [] : [`      times ${gradientScale}, to which it is clipped`]),
    `  ${symbol} ← ${update.after}   (it was ${update.before})`,
  ];
}
