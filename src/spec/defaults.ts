import type { LossName } from "../core/loss.ts";
import { type Hyperparameters, type Optimizer, type OptimizerSpec, optimizers } from "../core/optimizer.ts";
import type { Schedule } from "../core/schedule.ts";
import type { LayerSpec, Spec, StopWhen } from "../core/spec.ts";
import { hyperparameterNames } from "./schema/optimizer.ts";
import type { SpecFile } from "./schema.ts";

type LayerFile = SpecFile["layers"][number];
type OptimizerFile = NonNullable<SpecFile["optimizer"]>;

/** The seed of a spec that gives none. */
export const defaultSeed = 0;

/** Enough for the explanations to add up. */
export const defaultPrecision = "float64";

/** Nothing is held out unless the spec says so. */
export const defaultTestFraction = 0;

/**
 * Fills in every default that the format defines, for all but the expectations.
 * @param name the title of a spec that gives itself none
 */
export function withDefaults(
  file: SpecFile,
  name: string,
  inputs: readonly string[],
  { data, targets }: Pick<Spec, "data" | "targets">,
): Spec {
  const { title = name, loss = defaultLoss(file), precision = defaultPrecision, seed = defaultSeed, training } = file;
  return {
    title,
    inputs,
    layers: file.layers.map(layerWithDefaults),
    targets,
    loss,
    optimizer: optimizerWithDefaults(file.optimizer ?? {}),
    regularization: { l1: file.regularization?.l1 ?? 0, l2: file.regularization?.l2 ?? 0 },
    training: {
      epochs: training?.epochs ?? 100,
      batchSize: training?.batchSize ?? 1,
      shuffle: training?.shuffle ?? true,
      testFraction: training?.testFraction ?? defaultTestFraction,
      stopWhen: stopWhenWithDefaults(training?.stopWhen ?? {}),
    },
    precision,
    seed,
    data,
    expect: [],
  };
}

/** The loss that goes with what the outputs are. */
function defaultLoss({ layers }: SpecFile): LossName {
  const { activation, units } = layers[layers.length - 1];
  if (activation === "softmax") return "crossEntropy";
  return activation === "sigmoid" && units === 1 ? "binaryCrossEntropy" : "mse";
}

function layerWithDefaults(layer: LayerFile, index: number): LayerSpec {
  const { trainable = true } = layer;
  return {
    name: layer.name ?? `L${index + 1}`,
    units: layer.units,
    activation: layer.activation ?? "linear",
    weights: layer.weights ?? null,
    biases: layer.biases ?? null,
    trainable: {
      weights: trainable === true || trainable === "weights",
      biases: trainable === true || trainable === "biases",
    },
    init: layer.init ?? "torchDefault",
  };
}

/** The type of a spec's optimizer. */
export function optimizerType(optimizer: SpecFile["optimizer"]): OptimizerSpec["type"] {
  return optimizer?.type ?? "sgd";
}

/** An optimizer with all that the spec leaves out. */
export function optimizerWithDefaults(optimizer: OptimizerFile): OptimizerSpec {
  const type = optimizerType(optimizer);
  const defaults: Optimizer["defaults"] = optimizers[type].defaults;
  const hyperparameters = Object.fromEntries(
    hyperparameterNames.map((name) => [name, optimizer[name] ?? defaults[name] ?? 0]),
  ) as unknown as Hyperparameters;
  return {
    type,
    learningRate: optimizer.learningRate ?? defaults.learningRate,
    ...hyperparameters,
    schedule: scheduleOf(optimizer.schedule),
    clipNorm: optimizer.clipNorm ?? null,
  };
}

function scheduleOf(schedule: OptimizerFile["schedule"]): Schedule {
  if (!schedule) return { kind: "constant" };
  if ("step" in schedule) return { kind: "step", ...schedule.step };
  if ("exponential" in schedule) return { kind: "exponential", ...schedule.exponential };
  return { kind: "cosine", ...schedule.cosine };
}

function stopWhenWithDefaults(stopWhen: Partial<StopWhen>): StopWhen {
  const { loss = null, testLoss = null, accuracy = null, patience = null } = stopWhen;
  return { loss, testLoss, accuracy, patience };
}
