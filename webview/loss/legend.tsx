import type { JSX } from "preact";
import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import { lossStrings } from "./strings.ts";

interface LegendProps {
  readonly evaluations: EvaluationSeries;
  /** Whether a step takes more than one sample. */
  readonly isOfBatch: boolean;
}

/** Which line is what, where there is more than one. */
export function Legend({ evaluations, isOfBatch }: LegendProps): JSX.Element | null {
  const lines = legendLines(evaluations, isOfBatch);
  if (lines.length < 2) return null;
  return (
    <ul class="loss-legend" aria-label={lossStrings.lines}>
      {lines.map(({ kind, name, title }) => (
        <li key={kind} title={title}>
          <svg class={`swatch ${kind}`} width="20" height="10" viewBox="0 0 20 10" aria-hidden="true">
            <path d="M0 5h20" />
            {kind === "test" && <path class="mark" d="M10 1.5 13.5 5 10 8.5 6.5 5z" />}
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}

/** A line of the chart, by what it shows. */
export interface LegendLine {
  readonly kind: "step" | "training" | "test" | "accuracy";
  readonly name: string;
  readonly title: string;
}

/** The lines that are shown, from the first to the last in the legend. */
export function legendLines({ loss, testLoss, accuracy }: EvaluationSeries, isOfBatch: boolean): LegendLine[] {
  const lines: (LegendLine & { isShown: boolean })[] = [
    {
      kind: "step",
      name: isOfBatch ? lossStrings.eachBatch : lossStrings.eachStep,
      title: lossStrings.eachStepLine,
      isShown: true,
    },
    { kind: "training", name: lossStrings.training, title: lossStrings.trainingLine, isShown: loss.length > 0 },
    { kind: "test", name: lossStrings.test, title: lossStrings.testLine, isShown: testLoss.length > 0 },
    { kind: "accuracy", name: lossStrings.accuracy, title: lossStrings.accuracyLine, isShown: accuracy.length > 0 },
  ];
  return lines.filter(({ isShown }) => isShown);
}
