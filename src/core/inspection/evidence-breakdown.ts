import { type Batch, backward, createParameters, forward, type Network } from "../network.ts";
import type { Numbers } from "../numbers.ts";
import { loadSamples } from "../samples.ts";
import type { Spec } from "../spec.ts";

/** The way of a step that could not be taken, up to where a number was none any more. */
export interface Breakdown {
  readonly of: "breakdown";
  /** The step, counted from 1. */
  readonly step: number;
  /** In the order of computing; only the last may hold a number that is not finite. */
  readonly stages: readonly BreakdownStage[];
}

/** One kind of numbers of one layer, over all samples of the batch. */
export interface BreakdownStage {
  readonly what: "parameters" | "z" | "a" | "loss" | "delta" | "gradient";
  /** Null for the loss. */
  readonly layer: number | null;
  /** The largest magnitude of those that are finite. */
  readonly largest: number;
  /** The first that is not finite; null where all are. */
  readonly broken: number | null;
}

/** How many samples have a loss that is no finite number. */
export interface BrokenLosses {
  readonly of: "brokenLosses";
  readonly samples: number;
  readonly broken: number;
  /** The row of the first, counted from 0. */
  readonly row: number;
}

interface Seen {
  largest: number;
  broken: number | null;
}

/** Takes the step's batch through the network once more. */
export function* breakdownEvidence(
  spec: Spec,
  network: Network,
  batch: Batch,
  rows: Uint32Array,
  step: number,
): Generator<void, Breakdown> {
  const { layers } = network;
  const { parameters: gradients } = createParameters(spec);
  const create = (): Seen => ({ largest: 0, broken: null });
  const seen = layers.map(() => ({
    parameters: create(),
    z: create(),
    a: create(),
    delta: create(),
    gradient: create(),
  }));
  const loss = create();
  for (let start = 0; start < rows.length; start += batch.capacity) {
    const samples = loadSamples(spec.data, batch, rows, start, rows.length);
    forward(network, batch, samples);
    backward(network, batch, samples, gradients);
    look(loss, batch.losses, samples);
    batch.layers.forEach(({ z, a, lossByZ }, l) => {
      const count = samples * layers[l].units;
      look(seen[l].z, z, count);
      look(seen[l].a, a, count);
      look(seen[l].delta, lossByZ, count);
    });
    yield;
  }
  layers.forEach(({ parameters: { weights, biases } }, l) => {
    for (const values of [weights, biases]) look(seen[l].parameters, values, values.length);
    for (const values of [gradients[l].weights, gradients[l].biases]) look(seen[l].gradient, values, values.length);
  });
  const way: BreakdownStage[] = [
    ...seen.flatMap(({ parameters, z, a }, layer) => [
      ...(parameters.broken === null ? [] : [{ what: "parameters" as const, layer, ...parameters }]),
      { what: "z" as const, layer, ...z },
      { what: "a" as const, layer, ...a },
    ]),
    { what: "loss", layer: null, ...loss },
    ...seen
      .flatMap(({ delta, gradient }, layer) => [
        { what: "gradient" as const, layer, ...gradient },
        { what: "delta" as const, layer, ...delta },
      ])
      .reverse(),
  ];
  const end = way.findIndex(({ broken }) => broken !== null);
  return { of: "breakdown", step, stages: end < 0 ? way : way.slice(0, end + 1) };
}

/** Finds the samples whose loss is no finite number. */
export function* lossesEvidence(
  spec: Spec,
  network: Network,
  batch: Batch,
  rows: Uint32Array,
): Generator<void, BrokenLosses> {
  let broken = 0;
  let row = -1;
  for (let start = 0; start < rows.length; start += batch.capacity) {
    const samples = loadSamples(spec.data, batch, rows, start, rows.length);
    forward(network, batch, samples);
    for (let s = 0; s < samples; s++) {
      if (Number.isFinite(batch.losses[s])) continue;
      broken++;
      if (row < 0) row = rows[start + s];
    }
    yield;
  }
  return { of: "brokenLosses", samples: rows.length, broken, row };
}

function look(seen: Seen, values: Numbers, count: number): void {
  for (let k = 0; k < count; k++) {
    if (Number.isFinite(values[k])) seen.largest = Math.max(seen.largest, Math.abs(values[k]));
    else seen.broken ??= values[k];
  }
}
