import { type ActivationName, activations } from "../core/activation.ts";
import { activationText } from "../core/explanation/activation-text.ts";
import { derivationMarkdown, formulaMarkdown } from "../core/explanation/derivation-markdown.ts";
import { plainText } from "../core/explanation/notation/plain.ts";
import type { ParameterRole } from "../core/explanation/parameter-role.ts";
import { sentences } from "../core/explanation/sentences.ts";
import type { StepChange } from "../core/inspection/loss-changes.ts";
import {
  type HyperparameterName,
  hyperparameterSymbols,
  type OptimizerSpec,
  optimizers,
  ruleOf,
} from "../core/optimizer.ts";
import type { Figures } from "../format/figures.ts";
import { markdownWords, spacedMarkdownTable } from "../format/markdown.ts";
import { formatCount } from "../format/number-format.ts";
import type { Derived } from "../run/protocol.ts";

/** What hovers in a spec's text say beside the schema's descriptions, as Markdown. */

/** Addresses of what a hover offers to do. */
export interface HoverLinks {
  readonly select: string;
  readonly step: string;
  readonly reset: string;
}

/** A parameter before the first step, or in a text that its run does not know. */
export function parameterRoleHover(role: ParameterRole, isOtherRun: boolean, { step, reset }: HoverLinks): string {
  const next = isOtherRun
    ? `The run began with other layers. [Reset](${reset}) starts it again with these.`
    : `[Take a step](${step}) to see its gradient, and why it is that number.`;
  return sections(
    `**${plainText(role.symbol)}** ${markdownWords(role.words)}.`,
    formulaMarkdown([
      `${plainText(role.z)} = ${plainText(role.formula)}`,
      `${plainText(role.gradient)} = ${plainText(role.gradientFormula)}`,
    ]),
    next,
  );
}

/** A parameter in the last step: its number now, and why its gradient is its number. */
export function parameterHover(
  role: ParameterRole,
  { derivation, step, sample }: Derived,
  { select }: HoverLinks,
  figures: Figures,
): string {
  const { update } = derivation;
  const now = `${plainText(role.symbol)}${update ? ` = ${figures.number(update.after)}` : ""}`;
  const sum = `${plainText(role.z)} = ${plainText(role.formula)}`;
  return sections(
    `**${now}** ${markdownWords(`${role.words}: ${sum}`)} · [Select in view](${select})`,
    derivationMarkdown(derivation, `in step ${formatCount(step)}, sample ${formatCount(sample + 1)}`, figures),
  );
}

/** So many of the marks in a picture are told to those who cannot see them. */
const mostNamed = 4;

/**
 * An activation function.
 * @param picture the address of its curve; null for one that has none
 * @param zs the pre-activations that the picture marks
 */
export function activationHover(name: ActivationName, picture: string | null, zs: readonly number[], figures: Figures) {
  const marks = [...zs.slice(0, mostNamed).map(figures.inWords), ...(zs.length > mostNamed ? ["…"] : [])];
  const where = marks.length === 0 ? "" : `, marked at z = ${marks.join(", ")}`;
  return sections(
    formulaMarkdown(activationText(name)),
    ...(picture ? [`![The curve of ${name} and of its derivative${where}](${picture})`] : []),
  );
}

/** Whether an activation acts on each unit by itself, and so has a curve. */
export function hasCurve(name: string): name is keyof typeof activations {
  return Object.hasOwn(activations, name);
}

/** An optimizer's rule, with its numbers. */
export function optimizerHover(optimizer: OptimizerSpec, figures: Figures): string {
  const { type } = optimizer;
  const { defaults } = optimizers[type];
  const constants = (Object.keys(hyperparameterSymbols) as HyperparameterName[])
    .filter((name) => name in defaults && (name !== "weightDecay" || optimizer.weightDecay !== 0))
    .map((name) => `${hyperparameterSymbols[name]} = ${figures.number(optimizer[name])}`);
  const numbers = [`η = ${figures.number(optimizer.learningRate)}`, ...constants].join(", ");
  return sections(
    `**Update** by ${sentences.optimizers[type]}:`,
    // The parts of a rule are set apart by commas.
    formulaMarkdown(ruleOf(optimizer, 1).split(", ")),
    `θ is each weight and bias, g its gradient; ${numbers}.`,
  );
}

/**
 * What the learning rate came to in the latest steps that were observed.
 * @param isOtherRun whether the run began with another optimizer than stands in the text
 */
export function learningRateHover(
  rate: { readonly value: number; readonly epoch: number } | null,
  changes: readonly StepChange[],
  isOtherRun: boolean,
  { step, reset }: HoverLinks,
  figures: Figures,
): string {
  const next = isOtherRun
    ? `The run began with another optimizer. [Reset](${reset}) starts it again with this one.`
    : `[Take a step](${step}) to see how true that is.`;
  return sections(
    ...(rate
      ? [`**η = ${figures.number(rate.value)}** in epoch ${formatCount(rate.epoch)}, as the schedule has it.`]
      : []),
    "A step changes each parameter by Δθ. If the slope g stayed the same along the way, the loss of its batch would change by Σ g·Δθ.",
    ...(changes.length === 0
      ? [next]
      : [
          spacedMarkdownTable(
            ["step", "promised, Σ g·Δθ", "actual change"],
            changes.map(({ step, predicted, actual }) => [
              formatCount(step),
              figures.number(predicted),
              figures.number(actual),
            ]),
          ),
          verdict(changes[changes.length - 1]),
        ]),
  );
}

/** What the latest change says of the learning rate. */
function verdict({ predicted, actual }: StepChange): string {
  if (predicted >= 0) return "The latest of them was not to lower the loss of its batch.";
  if (actual > 0) return "The latest of them was too long: the loss rose where the slope promised a fall.";
  const kept = Math.round((100 * actual) / predicted);
  return `The latest of them brought ${formatCount(kept)} % of what the slope promised: ${meaningOf(kept)}.`;
}

function meaningOf(kept: number): string {
  if (kept < 50) return "it is close to being too long";
  if (kept < 90) return "the slope became less along its way";
  return kept <= 110 ? "the slope hardly changed along its way" : "the slope became steeper along its way";
}

function sections(...parts: readonly string[]): string {
  return parts.join("\n\n");
}
