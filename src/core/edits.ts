import type { ParameterPlace } from "./quantity-path.ts";

/** A parameter set by hand: part of a run's history, so that taking its steps again does it again. */
export interface Edit {
  /** The step before which the parameter is set, counted from 1. */
  readonly step: number;
  readonly parameter: ParameterPlace;
  readonly value: number;
}
