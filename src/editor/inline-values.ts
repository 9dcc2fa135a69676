import { findNodeAtLocation, type Node } from "jsonc-parser";
import { plainText } from "../core/explanation/notation/plain.ts";
import { symbolsOf } from "../core/explanation/symbols.ts";
import { indexOf, type ParameterPlace } from "../core/quantity-path.ts";
import type { Figures } from "../format/figures.ts";
import { formatCounted, formatFully } from "../format/number-format.ts";
import type { ShownStep } from "../run/protocol.ts";
import type { Run } from "../run/run.ts";
import type { ShownLayer } from "../run/shown-layer.ts";
import type { Outline, Snapshot } from "../run/snapshot.ts";
import type { TextRange } from "../spec/diagnostic.ts";
import { lossLine, parametersWithin } from "../spec/place.ts";

/** What a run tells of its last step, in the words of the text that it began with. */
export interface ToldStep {
  readonly outline: Outline;
  readonly snapshot: Snapshot;
  readonly worked: ShownStep;
  readonly layers: readonly ShownLayer[];
}

/** What a run tells; null before its first step. */
export function toldStep(run: Run): ToldStep | null {
  const [outline, snapshot, worked, layers] = [run.outline(), run.snapshot(), run.worked(), run.layers()];
  return outline && snapshot && worked && layers ? { outline, snapshot, worked, layers } : null;
}

/** A value that stands behind something in a spec's text. */
export interface InlineValue {
  /** Where it stands, in characters from the start of the text. */
  readonly offset: number;
  readonly label: string;
  /** What it is in full, for whoever asks. */
  readonly tooltip: () => string;
}

/** So many units of a layer are told; a row with more weights is told without gradients, which would fill its line. */
const mostNumbers = 3;

/** What is told holds for as long as the text says the same by these keys as when the run began. */
const grounds = {
  parameters: ["inputs", "layers", "targets"],
  activations: ["inputs", "layers", "targets", "data"],
  loss: ["inputs", "layers", "targets", "data", "loss", "regularization", "training"],
  learningRate: ["optimizer"],
} as const;

/** What a run tells that a text may say something else about by now. */
export type Told = keyof typeof grounds;

/** Whether what a run tells is still about what stands in the text, of which some keys have been changed. */
export function isAbout(told: Told, changed: readonly string[]): boolean {
  return !grounds[told].some((key) => changed.includes(key));
}

/**
 * What stands behind the numbers, layers, loss and learning rate within a stretch of a spec's text.
 * @param changed the keys by which the text does not say any more what the run began with
 */
export function inlineValues(
  root: Node,
  text: string,
  stretch: TextRange,
  step: ToldStep,
  changed: readonly string[],
  figures: Figures,
): InlineValue[] {
  const isWithin = (offset: number) => offset >= stretch.offset && offset <= stretch.offset + stretch.length;
  return [
    ...(isAbout("parameters", changed) ? parameterValues(root, stretch, step, figures) : []),
    ...(isAbout("activations", changed) ? layerValues(root, text, isWithin, step, figures) : []),
    ...(isAbout("loss", changed) ? lossValues(root, step, figures) : []),
    ...(isAbout("learningRate", changed) ? learningRateValues(root, step, figures) : []),
  ].filter(({ offset }) => isWithin(offset));
}

/** → value ∂ gradient, behind each number that is written. */
function parameterValues(
  root: Node,
  stretch: TextRange,
  { outline, snapshot, layers }: ToldStep,
  { inWords }: Figures,
) {
  const symbols = symbolsOf({ inputs: outline.inputs.length, units: outline.layers.map(({ units }) => units) });
  return parametersWithin(root, stretch).flatMap(({ parameter, range }): InlineValue[] => {
    const count = numbersBeside(outline, parameter);
    const shown = layers[parameter.layer];
    const place = indexOf(parameter, fanInOf(outline, parameter.layer));
    const value = (shown?.after ?? shown?.before)?.[parameter.kind][place];
    const gradient = shown?.gradients?.[parameter.kind][place];
    // Of a large matrix the single weights are not told.
    if (value === undefined || gradient === undefined) return [];
    return [
      {
        offset: range.offset + range.length,
        label: `→ ${inWords(value)}${count > mostNumbers ? "" : ` ∂ ${inWords(gradient)}`}`,
        tooltip: () =>
          `${plainText(symbols.parameter(parameter))} is ${formatFully(value)} after step ${snapshot.step}, by the gradient ${formatFully(gradient)}`,
      },
    ];
  });
}

/** How many numbers stand in a parameter's row. */
function numbersBeside(outline: Outline, { layer, input }: ParameterPlace): number {
  return input === null ? outline.layers[layer]?.units : fanInOf(outline, layer);
}

function fanInOf({ inputs, layers }: Outline, layer: number): number {
  return layer === 0 ? inputs.length : (layers[layer - 1]?.units ?? 0);
}

/** z, a and the norm of ∂ℓ/∂W, behind each layer. */
function layerValues(
  root: Node,
  text: string,
  isWithin: (offset: number) => boolean,
  { snapshot, worked, layers }: ToldStep,
  { inWords }: Figures,
): InlineValue[] {
  const [sample] = worked.samples;
  const list = (values: ArrayLike<number>) => {
    const first = Array.from(values).slice(0, mostNumbers).map(inWords);
    return values.length === 1 ? first[0] : `(${[...first, ...(values.length > mostNumbers ? ["…"] : [])].join(", ")})`;
  };
  return (findNodeAtLocation(root, ["layers"])?.children ?? []).flatMap((node, l): InlineValue[] => {
    const values = sample.layers[l];
    const gradients = layers[l]?.excerpt ? null : layers[l]?.gradients;
    const end = node.offset + node.length;
    if (!values || !isWithin(end)) return [];
    const norm = gradients ? [`‖∂ℓ/∂W‖ ${inWords(Math.hypot(...gradients.weights))}`] : [];
    return [
      {
        // A comma belongs to the layer before it.
        offset: text[end] === "," ? end + 1 : end,
        label: [`z ${list(values.z)}`, `a ${list(values.a)}`, ...norm].join("  "),
        tooltip: () =>
          `Of sample ${sample.index + 1} in step ${snapshot.step}, before its update${gradients ? "; ‖∂ℓ/∂W‖ of the whole batch" : ""}`,
      },
    ];
  });
}

function lossValues(root: Node, { outline, snapshot }: ToldStep, { number }: Figures): InlineValue[] {
  const line = lossLine(root);
  if (!line) return [];
  const { loss, testLoss, step } = snapshot;
  const test = testLoss === null ? "" : `, test ${number(testLoss)}`;
  return [
    {
      offset: line.offset + line.length,
      label: `${line.isNamed ? "=" : "loss"} ${number(loss)}${test}`,
      tooltip: () =>
        `The mean loss over ${formatCounted(outline.trainingSamples, "training sample")} after step ${step}`,
    },
  ];
}

/** The learning rate as the schedule has it; one that stays the same is told by the text. */
function learningRateValues(root: Node, { outline, worked }: ToldStep, { inWords }: Figures): InlineValue[] {
  const node = findNodeAtLocation(root, ["optimizer", "learningRate"]);
  if (!node || outline.optimizer.schedule.kind === "constant") return [];
  return [
    {
      offset: node.offset + node.length,
      label: `→ ${inWords(worked.learningRate)}`,
      tooltip: () => `The learning rate in epoch ${worked.epoch}, as the schedule has it`,
    },
  ];
}
