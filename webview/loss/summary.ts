import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import { bucketCount, type LossSeries } from "../../src/core/series.ts";
import { formatCount, formatShare } from "../../src/format/number-format.ts";
import { formatNumber } from "../numbers.ts";
import { lossRange } from "./loss-range.ts";
import { lossStrings } from "./strings.ts";

/** The picture in a few sentences, for whoever can't see it. */
export function lossSummary(series: Readonly<LossSeries>, { steps, ...measured }: EvaluationSeries): string {
  const { last, lowest, highest } = lossRange(series);
  const step = formatCount(steps.at(-1) ?? 0);
  const [training, test, share] = [measured.loss, measured.testLoss, measured.accuracy].map((values) => values.at(-1));
  const sentences = [
    lossStrings.summary(
      lossStrings.stepCount(series.steps),
      lossStrings.pointCount(bucketCount(series)),
      formatNumber(last),
      formatNumber(lowest),
      formatNumber(highest),
    ),
  ];
  if (training !== undefined) sentences.push(lossStrings.summaryTraining(step, formatNumber(training)));
  if (test !== undefined) sentences.push(lossStrings.summaryTest(step, formatNumber(test)));
  if (share !== undefined) sentences.push(lossStrings.summaryAccuracy(step, formatShare(share)));
  return sentences.join(" ");
}
