import {
  type Disposable,
  Hover,
  type HoverProvider,
  languages,
  MarkdownString,
  Range,
  type TextDocument,
  type Uri,
} from "vscode";
import { type ParameterRole, parameterRole } from "../core/explanation/parameter-role.ts";
import type { Quantity } from "../core/explanation/quantity.ts";
import type { NetworkShape } from "../core/explanation/symbols.ts";
import type { StepChange } from "../core/inspection/loss-changes.ts";
import { optimizers } from "../core/optimizer.ts";
import { activationCurve, type CurveColours } from "../core/pictures/activation-curve.ts";
import type { ParameterPlace } from "../core/quantity-path.ts";
import type { Figures } from "../format/figures.ts";
import type { AnswerOf } from "../run/inspections.ts";
import { outlineOf } from "../run/outline.ts";
import type { Outline } from "../run/snapshot.ts";
import { optimizerWithDefaults } from "../spec/defaults.ts";
import { type Place, placeAt } from "../spec/place.ts";
import { changedKeysNow } from "./changed-keys.ts";
import { commandIds, selectCommand } from "./command-ids.ts";
import {
  activationHover,
  type HoverLinks,
  hasCurve,
  learningRateHover,
  optimizerHover,
  parameterHover,
  parameterRoleHover,
} from "./hover-text.ts";
import { isAbout, type Told, type ToldStep, toldStep } from "./inline-values.ts";
import { specLanguage } from "./language.ts";
import { rootOf } from "./parsed-spec.ts";
import { isDark, pictureAddress } from "./pictures.ts";
import { figuresFor } from "./settings.ts";
import type { SpecChecks } from "./spec-checks.ts";
import type { SpecRun, SpecRuns } from "./spec-runs.ts";

/** So many of the latest steps are told of. */
const changesTold = 5;

const curveColours: Readonly<Record<"light" | "dark", CurveColours>> = {
  light: { text: "#3b3b3b", axis: "#9a9a9a", value: "#0a62b8", derivative: "#b5500b", mark: "#652d90" },
  dark: { text: "#cccccc", axis: "#7a7a7a", value: "#59a4f9", derivative: "#e8904a", mark: "#c9a0f0" },
};

/** All that a hover is written from. */
interface Asked {
  readonly document: TextDocument;
  readonly checks: SpecChecks;
  readonly specRun: SpecRun | undefined;
  readonly figures: Figures;
}

/** Explains weights, biases, activations, the optimizer and the learning rate where they stand in a spec's text. */
export function registerHovers(runs: SpecRuns, checks: SpecChecks): Disposable {
  const provider: HoverProvider = {
    provideHover: async (document, position) => {
      const root = rootOf(document);
      const place = root && placeAt(root, document.offsetAt(position));
      if (!place) return null;
      const specRun = runs.existing(document.uri);
      const figures = figuresFor(document.uri);
      const markdown = await hoverFor(place, { document, checks, specRun, figures });
      if (markdown === null) return null;
      const { offset, length } = place.range;
      return new Hover(trusted(markdown), new Range(document.positionAt(offset), document.positionAt(offset + length)));
    },
  };
  return languages.registerHoverProvider({ language: specLanguage }, provider);
}

async function hoverFor(place: Place, asked: Asked): Promise<string | null> {
  switch (place.of) {
    case "parameter":
      return hoverOfParameter(place.parameter, asked);
    case "activation":
      return hoverOfActivation(place.layer, place.name, asked);
    case "optimizer":
      return hoverOfOptimizer(place.name, asked);
    case "learningRate":
      return hoverOfLearningRate(asked);
    default:
      return null;
  }
}

async function hoverOfParameter(parameter: ParameterPlace, asked: Asked): Promise<string | null> {
  const { document, specRun, figures } = asked;
  const role = roleOf(parameter, asked);
  if (!role) return null;
  const quantity: Quantity = { of: "parameter", parameter };
  const links = linksFor(document.uri, quantity);
  const isOtherRun = hasStep(specRun) && !tells("parameters", asked);
  const derived = isOtherRun ? null : await specRun?.run.derive(quantity);
  return derived ? parameterHover(role, derived, links, figures) : parameterRoleHover(role, isOtherRun, links);
}

/** What a parameter is for, in the network of the text; where that has mistakes, in that of its run. */
function roleOf(parameter: ParameterPlace, asked: Asked): ParameterRole | null {
  const { document, checks, specRun } = asked;
  const spec = checks.latest(document.uri)?.spec;
  const outline = spec ? outlineOf(spec) : tells("parameters", asked) ? specRun?.run.outline() : null;
  return outline ? parameterRole(shapeOf(outline), outline, parameter) : null;
}

function shapeOf({ inputs, layers }: Outline): NetworkShape {
  return { inputs: inputs.length, units: layers.map(({ units }) => units) };
}

function hoverOfActivation(layer: number, name: string | null, asked: Asked): string | null {
  if (name !== "softmax" && (name === null || !hasCurve(name))) return null;
  const zs = preActivations(layer, name, asked);
  const picture = name === "softmax" ? null : activationCurve(name, zs, curveColours[isDark() ? "dark" : "light"]);
  return activationHover(name, picture && pictureAddress(picture), zs, asked.figures);
}

/** The pre-activations of a layer in the last step; none where they are not those of the activation in the text. */
function preActivations(layer: number, activation: string, asked: Asked): readonly number[] {
  const step = tells("activations", asked);
  if (step?.outline.layers[layer]?.activation !== activation) return [];
  return Array.from(step.worked.samples[0].layers[layer].z);
}

function hoverOfOptimizer(name: string | null, { document, checks, figures }: Asked): string | null {
  if (name === null || !isOptimizer(name)) return null;
  const written = checks.latest(document.uri)?.spec?.optimizer;
  return optimizerHover(written?.type === name ? written : optimizerWithDefaults({ type: name }), figures);
}

function isOptimizer(name: string): name is keyof typeof optimizers {
  return Object.hasOwn(optimizers, name);
}

async function hoverOfLearningRate(asked: Asked): Promise<string> {
  const { document, specRun, figures } = asked;
  const step = tells("learningRate", asked);
  const isScheduled = step?.outline.optimizer.schedule.kind !== "constant";
  const rate = step && isScheduled ? { value: step.worked.learningRate, epoch: step.worked.epoch } : null;
  const changes = step && specRun ? await lossChangesOf(specRun) : [];
  const isOtherRun = hasStep(specRun) && !step;
  return learningRateHover(rate, changes, isOtherRun, linksFor(document.uri, { of: "loss" }), figures);
}

async function lossChangesOf({ run }: SpecRun): Promise<readonly StepChange[]> {
  const { generation } = run.snapshot() ?? { generation: 0 };
  const answer = await run.inspect({ name: "lossChanges", request: { count: changesTold }, generation });
  return (answer as AnswerOf<"lossChanges"> | null) ?? [];
}

/** The last step, if what it tells is still about what stands in the text; null otherwise. */
function tells(told: Told, { document, specRun }: Asked): ToldStep | null {
  return specRun && isAbout(told, changedKeysNow(document, specRun)) ? toldStep(specRun.run) : null;
}

function hasStep(specRun: SpecRun | undefined): boolean {
  return specRun !== undefined && toldStep(specRun.run) !== null;
}

function linksFor(uri: Uri, quantity: Quantity): HoverLinks {
  const link = (command: string, ...given: unknown[]) =>
    `command:${command}?${encodeURIComponent(JSON.stringify(given))}`;
  return {
    select: link(selectCommand, uri, quantity),
    step: link(commandIds.step, uri),
    reset: link(commandIds.reset, uri),
  };
}

/** Markdown whose links may run the commands that hovers offer, and no others. */
function trusted(markdown: string): MarkdownString {
  const text = new MarkdownString(markdown);
  text.isTrusted = { enabledCommands: [selectCommand, commandIds.step, commandIds.reset] };
  return text;
}
