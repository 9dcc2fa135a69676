import { evidence } from "../core/inspection/evidence.ts";
import { fitConfusion } from "../core/inspection/fit-confusion.ts";
import { fitCurve } from "../core/inspection/fit-curve.ts";
import { fitMap } from "../core/inspection/fit-map.ts";
import { fitPoints } from "../core/inspection/fit-points.ts";
import type { Inspection } from "../core/inspection/inspection.ts";
import { lossChanges } from "../core/inspection/loss-changes.ts";
import { predict } from "../core/inspection/prediction.ts";
import { rows } from "../core/inspection/rows.ts";
import { statistics } from "../core/inspection/statistics.ts";
import { surface } from "../core/inspection/surface.ts";
import { surfacePath } from "../core/inspection/surface-path.ts";
import { unitMaps } from "../core/inspection/unit-maps.ts";

/** All that can be asked about where a run stands. */
export const inspections = {
  evidence,
  predict,
  unitMaps,
  fitCurve,
  fitMap,
  fitPoints,
  fitConfusion,
  lossChanges,
  surface,
  surfacePath,
  rows,
  statistics,
  // biome-ignore lint/suspicious/noExplicitAny: each has a request and an answer of its own
} satisfies Record<string, Inspection<any, unknown>>;

/** The name of a question. */
export type InspectionName = keyof typeof inspections;

/** What a question must say. */
export type RequestOf<Name extends InspectionName> = Parameters<(typeof inspections)[Name]>[1];

/** What answers it. */
export type AnswerOf<Name extends InspectionName> =
  ReturnType<(typeof inspections)[Name]> extends Generator<void, infer Answer> ? Answer : never;

/** A question on its way. */
export interface InspectionCall {
  readonly name: InspectionName;
  readonly request: unknown;
}
