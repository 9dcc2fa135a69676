import type { ChartDataset } from "chart.js";
import type { ChartLook } from "../theme.ts";
import { type LossPoint, lastPoints, measuredPoints } from "./loss-points.ts";
import { floorOf, type ShownLosses } from "./shown-losses.ts";

type Line = ChartDataset<"line", LossPoint[]>;

/** The place of the last losses' line among the chart's. */
export const lastLine = 0;

/** The dashes that tell the lines apart without colours. */
export const dashes = { test: [6, 3], accuracy: [1.5, 3] } as const;

/** Up to so many points each is marked. */
const mostMarks = 60;

/** Whether there are few enough points to mark each. */
export function isSparse(points: number): boolean {
  return points <= mostMarks;
}

/** The lines of the chart. Of equal order, Chart.js draws the later ones first. */
export function chartLines({ series, evaluations, ...shown }: ShownLosses, { colours }: ChartLook): Line[] {
  const { steps, loss, testLoss, accuracy } = evaluations;
  const floor = floorOf(shown);
  const last = lastPoints(series, floor);
  const isMarked = isSparse(last.length);
  const areMeasuredMarked = isSparse(steps.length);
  // Beside the loss over all samples, that of each batch is the background.
  const isBackground = loss.length > 0;
  const stroke = isBackground ? colours.quietLine : colours.line;
  return [
    {
      data: last,
      order: 5,
      // Marks at the edges are drawn whole.
      clip: 8,
      borderColor: stroke,
      borderJoinStyle: "round",
      borderWidth: isMarked && !isBackground ? 1.5 : 1,
      pointBackgroundColor: stroke,
      pointBorderColor: stroke,
      pointRadius: isMarked ? 2 : 0,
    },
    {
      data: measuredPoints(steps, loss, floor),
      order: 2,
      clip: 8,
      borderColor: colours.line,
      borderJoinStyle: "round",
      borderWidth: 2,
      pointRadius: 0,
    },
    {
      data: measuredPoints(steps, testLoss, floor),
      order: 1,
      clip: 8,
      borderColor: colours.test,
      borderDash: [...dashes.test],
      borderJoinStyle: "round",
      borderWidth: 1.5,
      pointBackgroundColor: colours.test,
      pointBorderColor: colours.test,
      pointStyle: "rectRot",
      pointRadius: areMeasuredMarked ? 3 : 0,
    },
    {
      data: measuredPoints(steps, accuracy, 0),
      order: 3,
      clip: 8,
      yAxisID: "accuracy",
      borderColor: colours.text,
      borderDash: [...dashes.accuracy],
      borderWidth: 1.5,
      pointRadius: 0,
    },
  ];
}
