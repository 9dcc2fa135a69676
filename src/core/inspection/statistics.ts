import { createParameters } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { type ParameterKind, type Parameters, parameterKinds } from "../parameters.ts";
import type { ParameterPlace } from "../quantity-path.ts";
import type { Spec } from "../spec.ts";
import { fanInOf } from "../spec.ts";
import type { TrainingRun } from "../training-run.ts";
import { type Histogram, histogramOf, type Range, rangeOf, summaryOf, unite, type ValueSummary } from "./histogram.ts";
import { createRanking, rank } from "./ranking.ts";

/** How the parameters are to be counted. */
export interface StatisticsRequest {
  /** Whether all layers are counted into the same bins, so that they can be compared. */
  readonly sameScale: boolean;
}

/** How a run's parameters and gradients are distributed, and how their sizes went. */
export interface Statistics {
  /** The step whose update was the last. */
  readonly step: number;
  readonly layers: readonly LayerStatistics[];
  readonly norms: NormHistory;
  /** The parameters of largest size, and those with the largest gradients, which are none before the first step. */
  readonly largest: { readonly values: readonly PlacedNumber[]; readonly gradients: readonly PlacedNumber[] };
}

/** One layer's numbers in the four ways they come. Biases are null in a layer without. */
export interface LayerStatistics {
  readonly name: string;
  readonly weights: KindStatistics;
  readonly biases: KindStatistics | null;
}

/** The weights or the biases of a layer. */
export interface KindStatistics {
  /** The current ones, after the last update. */
  readonly values: Distribution;
  /** The gradients of the last step, means over its batch, before that update; null before the first step. */
  readonly gradients: Distribution | null;
}

/** Many numbers in a few. */
export interface Distribution extends ValueSummary {
  /** Null where no number is finite. */
  readonly histogram: Histogram | null;
}

/** ‖W‖ and ‖∂l/∂W‖ of each layer at the observed steps up to where the run stands. */
export interface NormHistory {
  readonly steps: Float64Array;
  /** For each layer, one number for each step. */
  readonly weights: readonly Float64Array[];
  readonly gradients: readonly Float64Array[];
}

/** A parameter and its number. */
export interface PlacedNumber {
  readonly parameter: ParameterPlace;
  readonly value: number;
}

/** How many of the largest are told. */
const largestTold = 8;

/** Counts the parameters at which the run stands, and the gradients of its last step. */
export function* statistics(run: TrainingRun, { sameScale }: StatisticsRequest): Generator<void, Statistics> {
  const { spec, network, gradientNumbers, step } = run.trainer;
  const names = network.layers.map(({ name }) => name);
  const norms = normHistory(run);
  const values = layersOf(spec, network.numbers);
  const gradients = hasGradients(run) ? layersOf(spec, gradientNumbers) : null;
  yield;

  const ofValues = yield* distributions(values, sameScale);
  const ofGradients = gradients && (yield* distributions(gradients, sameScale));
  const kindOf = (kind: ParameterKind, l: number): KindStatistics | null => {
    const found = ofValues[kind][l];
    return found && { values: found, gradients: ofGradients?.[kind][l] ?? null };
  };
  return {
    step,
    layers: names.map((name, l) => ({
      name,
      weights: kindOf("weights", l) as KindStatistics,
      biases: kindOf("biases", l),
    })),
    norms,
    largest: {
      values: yield* largestOf(spec, values),
      gradients: gradients ? yield* largestOf(spec, gradients) : [],
    },
  };
}

/**
 * Whether the trainer has the gradients of the last step. Where the next could not be taken for its loss or gradients,
 * it has what there is of those; where it can't for a parameter that the last one made infinite, it has the last ones.
 */
function hasGradients({ trainer: { step, breakdown, network } }: TrainingRun): boolean {
  return step > 0 && (breakdown === null || !network.numbers.every(Number.isFinite));
}

/** A copy of a list of all parameters, as views for each layer. */
function layersOf(spec: Spec, numbers: Numbers): readonly Parameters[] {
  const copy = createParameters(spec);
  copy.numbers.set(numbers);
  return copy.parameters;
}

/** The distribution of each list: of each kind and layer; null for an empty one. */
function* distributions(
  layers: readonly Parameters[],
  sameScale: boolean,
): Generator<void, Record<ParameterKind, (Distribution | null)[]>> {
  const found: Record<ParameterKind, (Distribution | null)[]> = { weights: [], biases: [] };
  for (const kind of parameterKinds) {
    const summaries: ValueSummary[] = [];
    for (const layer of layers) summaries.push(yield* summaryOf(layer[kind]));
    const ranges = summaries.map(rangeOf);
    const shared = ranges.reduce<Range | null>(unite, null);
    for (const [l, summary] of summaries.entries()) {
      const range = sameScale && ranges[l] ? shared : ranges[l];
      const histogram = range && (yield* histogramOf(layers[l][kind], range));
      found[kind].push(layers[l][kind].length > 0 ? { ...summary, histogram } : null);
    }
  }
  return found;
}

/** The parameters whose numbers are furthest from 0, the furthest first. */
function* largestOf(spec: Spec, layers: readonly Parameters[]): Generator<void, PlacedNumber[]> {
  const ranking = createRanking(largestTold);
  const lists = layers.flatMap((parameters, layer) =>
    parameterKinds.map((kind) => ({ layer, kind, numbers: parameters[kind] })),
  );
  for (const [list, { numbers }] of lists.entries()) yield* rank(ranking, list, numbers);
  return ranking.ranked.map(({ list, index, value }) => {
    const { layer, kind } = lists[list];
    const fanIn = fanInOf(spec, layer);
    return {
      parameter:
        kind === "biases"
          ? { layer, kind, unit: index, input: null }
          : { layer, kind, unit: Math.floor(index / fanIn), input: index % fanIn },
      value,
    };
  });
}

/** The norms that were observed on the way to where the run stands. */
function normHistory({ trainer, health }: TrainingRun): NormHistory {
  const observations = health.observations.filter(({ step }) => step <= trainer.step);
  const ofLayers = (norms: "weightNorms" | "gradientNorms") =>
    trainer.network.layers.map((_, l) => Float64Array.from(observations, (observation) => observation[norms][l]));
  return {
    steps: Float64Array.from(observations, ({ step }) => step),
    weights: ofLayers("weightNorms"),
    gradients: ofLayers("gradientNorms"),
  };
}
