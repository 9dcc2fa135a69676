import type { Parameters } from "../parameters.ts";
import type { Spec } from "../spec.ts";
import type { WorkedStep } from "../worked-step.ts";
import { namesFor, type StepNotes, stepParameters } from "./step-code.ts";
import { gradientName } from "./step-names.ts";

/** What is known of a step. */
export interface KnownStep {
  /** The way of one sample; null before the first step. */
  readonly worked: Pick<WorkedStep, "samples"> | null;
  /** The parameters around the update; of the last two nothing is known before the first step. */
  readonly layers: readonly {
    readonly before: Parameters;
    readonly gradients: Parameters | null;
    readonly after: Parameters | null;
  }[];
}

/** The numbers of a step by the names that its code has for them; that of a parameter after the step by "w1 after". */
export function stepNotes(spec: Spec, { worked, layers }: KnownStep, write: (value: number) => string): StepNotes {
  const notes = new Map<string, string>();
  const note = (name: string, value: number | undefined) => {
    if (value !== undefined) notes.set(name, write(value));
  };
  const names = namesFor(spec);
  const before = layers.flatMap(({ before }) => listOf(before));
  const gradients = layers.flatMap(({ gradients }) => listOf(gradients));
  const after = layers.flatMap(({ after }) => listOf(after));
  for (const { name, index } of stepParameters(spec)) {
    note(name, before[index]);
    note(gradientName(name), gradients[index]);
    note(`${name} after`, after[index]);
  }
  for (const { inputs, targets, loss, layers } of worked?.samples.slice(0, 1) ?? []) {
    const outputs = layers[layers.length - 1].a;
    note("loss", loss);
    for (const [i, value] of inputs.entries()) note(names.input(i), value);
    for (const [j, value] of targets.entries()) {
      note(names.target(j), value);
      note(names.error(j), outputs[j] - value);
    }
    for (const [l, { z, a, lossByA, lossByZ }] of layers.entries()) {
      for (let j = 0; j < z.length; j++) {
        note(names.z(l, j), z[j]);
        note(names.a(l, j), a[j]);
        note(names.lossByA(l, j), lossByA[j]);
        note(names.delta(l, j), lossByZ[j]);
      }
    }
  }
  return notes;
}

function listOf(parameters: Parameters | null): number[] {
  return parameters ? [...parameters.weights, ...parameters.biases] : [];
}
