import type { ChartDataset } from "chart.js";
import type { ChartLook } from "../theme.ts";
import type { LossPoint, LossPoints } from "./loss-points.ts";

type Line = ChartDataset<"line", LossPoint[]>;

/** Which of the lines is the last loss of each bucket; the two before it bound the band. */
export const lastLine = 2;

/** Up to so many points each is marked. */
const mostMarks = 60;

/** Whether there are few enough points to mark each. */
export function isSparse(points: number): boolean {
  return points <= mostMarks;
}

/** The lines of the chart, from back to front. */
export function chartLines({ lowest, highest, last }: LossPoints, { colours }: ChartLook): Line[] {
  const edge = { borderWidth: 0, pointRadius: 0, pointHoverRadius: 0 };
  const isMarked = isSparse(last.length);
  return [
    { ...edge, data: lowest },
    { ...edge, data: highest, fill: "-1", backgroundColor: colours.band },
    {
      data: last,
      // Marks at the edges are drawn whole.
      clip: 8,
      borderColor: colours.line,
      borderJoinStyle: "round",
      borderWidth: isMarked ? 1.5 : 1,
      pointBackgroundColor: colours.line,
      pointBorderColor: colours.line,
      pointHoverBackgroundColor: colours.line,
      pointHoverBorderColor: colours.line,
      pointHoverRadius: 4,
      pointRadius: isMarked ? 2 : 0,
    },
  ];
}
