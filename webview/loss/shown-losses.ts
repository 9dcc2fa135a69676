import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import type { LossSeries } from "../../src/core/series.ts";
import type { LossScale } from "../arrangement.ts";
import { type Axis, lossAxis } from "./loss-axis.ts";
import type { LossRange } from "./loss-range.ts";

/** What a chart shows. */
export interface ShownLosses {
  readonly series: Readonly<LossSeries>;
  readonly evaluations: EvaluationSeries;
  readonly range: LossRange;
  readonly scale: LossScale;
}

/** What a chart marks, without being drawn anew. */
export interface ChartMarks {
  /** The step that the page shows, and its loss; null where it has none. */
  readonly step: number;
  readonly loss: number | null;
  /** The steps at which something was found. */
  readonly found: readonly number[];
  /** The step pointed at; null while there is none. */
  readonly pointed: number | null;
}

/** The axis of the losses shown. */
export function axisOf({ range, scale }: Pick<ShownLosses, "range" | "scale">): Axis {
  return lossAxis(range, scale);
}

/** What smaller losses are drawn as: on a logarithmic axis 0 has no place but the lower edge. */
export function floorOf(shown: Pick<ShownLosses, "range" | "scale">): number {
  return shown.scale === "log" ? axisOf(shown).min : Number.NEGATIVE_INFINITY;
}
