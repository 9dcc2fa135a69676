import type { Network } from "./network.ts";
import type { Numbers } from "./numbers.ts";
import { indexOf, type ParameterPlace } from "./quantity-path.ts";

/** A parameter set by hand: part of a run's history, so that taking its steps again does it again. */
export interface Edit {
  /** The step before which the parameter is set, counted from 1. */
  readonly step: number;
  readonly parameter: ParameterPlace;
  readonly value: number;
}

/**
 * An edit as a network takes it, rounded to its precision.
 * @returns null if the network has no such parameter, or the number is not finite in its precision
 */
export function editFor(network: Network, { step, parameter, value }: Edit): Edit | null {
  if (!find(network, parameter) || !Number.isInteger(step) || step < 1) return null;
  const rounded = network.precision === "float32" ? Math.fround(value) : value;
  return Number.isFinite(rounded) ? { step, parameter, value: rounded } : null;
}

/** Sets the parameters that are to be set before step `step` is taken. To do it once more changes nothing. */
export function applyEdits(edits: readonly Edit[], network: Network, step: number): void {
  for (const edit of edits) {
    const place = edit.step === step ? find(network, edit.parameter) : null;
    if (place) place.values[place.index] = edit.value;
  }
}

/** The edits that are left when a parameter is set before a step: those after it belong to another future. */
export function editsWithout(edits: readonly Edit[], step: number, parameter: ParameterPlace): readonly Edit[] {
  return edits.filter((edit) => edit.step < step || (edit.step === step && !isSamePlace(edit.parameter, parameter)));
}

/** The edit of a parameter before a step. */
export function findEdit(edits: readonly Edit[], step: number, parameter: ParameterPlace): Edit | undefined {
  return edits.find((edit) => edit.step === step && isSamePlace(edit.parameter, parameter));
}

/** The number at a place of a network; undefined where there is none. */
export function parameterAt(network: Network, place: ParameterPlace): number | undefined {
  const found = find(network, place);
  return found?.values[found.index];
}

function find({ layers }: Network, place: ParameterPlace): { values: Numbers; index: number } | null {
  const layer = layers[place.layer];
  if (!layer || !isIndex(place.unit, layer.units)) return null;
  const isThere = place.kind === "weights" ? isIndex(place.input, layer.fanIn) : place.input === null;
  const values = layer.parameters[place.kind];
  return isThere && values?.length > 0 ? { values, index: indexOf(place, layer.fanIn) } : null;
}

function isIndex(index: number | null, count: number): boolean {
  return index !== null && Number.isInteger(index) && index >= 0 && index < count;
}

function isSamePlace(a: ParameterPlace, b: ParameterPlace): boolean {
  return a.layer === b.layer && a.kind === b.kind && a.unit === b.unit && a.input === b.input;
}
