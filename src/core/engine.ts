import type { DenseShape } from "./dense.ts";
import type { LossName } from "./loss.ts";
import type { Batch, Layer, LayerValues, Network } from "./network.ts";
import type { CreateNumbers, Numbers } from "./numbers.ts";
import type { OptimizerName, Update, UpdateTarget } from "./optimizer.ts";
import type { Parameters } from "./parameters.ts";
import type { Spec } from "./spec.ts";
import type { Trainer } from "./trainer.ts";

/**
 * What carries out the arithmetic of a run. In float64 every engine gives the same bits, so that a run is the same
 * wherever it is made; docs/engines.md tells how.
 */
export interface Engine {
  readonly name: EngineName;
  /** Makes room that the kernels can work on; to be asked for before the first step only. */
  readonly createNumbers: CreateNumbers;
  readonly kernels: Kernels;
  /** Makes the way of a batch through a network in fewer calls than kernel by kernel; null where it cannot. */
  readonly createPass: ((network: Network, batch: Batch, gradients: readonly Parameters[]) => Pass | null) | null;
  /** Makes the arithmetic of a trainer's whole steps in one function, in place of the kernels; null if it has none. */
  readonly createWholeStep: ((trainer: Trainer) => WholeStep) | null;
}

/** plain: TypeScript's loops; generated: straight code made for one network; wasm: kernels in WebAssembly. */
export type EngineName = "plain" | "generated" | "wasm";

/** Makes the engine of a run. */
export type CreateEngine = (spec: Spec) => Engine;

/** The way of a batch through a network and back, as `forward` and `backward` of network.ts have it. */
export interface Pass {
  readonly forward: (samples: number) => void;
  readonly backward: (samples: number, areFirst: boolean) => void;
}

/**
 * The arithmetic of a step over the samples `trainer.order[start]` to `trainer.order[end − 1]`, as `takeStep` has it:
 * `trainer.gradients` get the gradients, `trainer.outcome` what came of it, and the parameters are updated if loss and
 * gradients are finite. What the samples leave in the layers need not be written down.
 */
export type WholeStep = (start: number, end: number) => void;

/**
 * The arithmetic of training for a few samples at a time, and all that a faster engine has to give. Everything is
 * row-major, a row for each sample. Only numbers made by the kernels' own engine may be handed to them.
 */
export interface Kernels {
  /** zⱼ = Σᵢ wⱼᵢ · aᵢ + bⱼ for each sample, where aᵢ are the outputs of the layer before. */
  readonly weightedSums: (
    shape: DenseShape,
    parameters: Parameters,
    inputs: Numbers,
    samples: number,
    z: Numbers,
  ) => void;
  /** a = σ(z) for every unit of every sample. */
  readonly activate: (layer: Layer, values: LayerValues, samples: number) => void;
  /** The loss of each sample, from the last layer's values and the targets. */
  readonly lossForward: (
    loss: LossName,
    layer: Layer,
    values: LayerValues,
    targets: Numbers,
    samples: number,
    losses: Numbers,
  ) => void;
  /** ∂l/∂a of the last layer, and its δ too where loss and activation are taken as one. */
  readonly lossBackward: (loss: LossName, layer: Layer, values: LayerValues, targets: Numbers, samples: number) => void;
  /** σ′(z) and δ = ∂l/∂a · σ′(z) for every unit of every sample; of a δ that is there already, only σ′(z). */
  readonly activateBackward: (layer: Layer, values: LayerValues, samples: number, isDeltaThere: boolean) => void;
  /**
   * Adds ∂l/∂wⱼᵢ = δⱼ · aᵢ and ∂l/∂bⱼ = δⱼ of each sample to the gradients, or to 0 where these are the first. The inputs
   * are as `weightedSums` of the layer last had them.
   */
  readonly addGradients: (
    shape: DenseShape,
    inputs: Numbers,
    samples: number,
    lossByZ: Numbers,
    gradients: Parameters,
    areFirst: boolean,
  ) => void;
  /** ∂l/∂aᵢ = Σⱼ δⱼ · wⱼᵢ: what each unit of the layer before contributed through all units it feeds. */
  readonly lossByInputs: (
    shape: DenseShape,
    parameters: Parameters,
    lossByZ: Numbers,
    samples: number,
    lossByA: Numbers,
  ) => void;
  /** Divides all numbers of a list by a whole number of at least 1. Returns whether they are finite then. */
  readonly divide: (values: Numbers, divisor: number) => boolean;
  /** Whether no number of a list is NaN or infinite. */
  readonly areFinite: (values: Numbers) => boolean;
  /** One update of the parameters that a target names. Returns whether they are finite numbers then. */
  readonly update: (optimizer: OptimizerName, target: UpdateTarget, update: Update) => boolean;
}
