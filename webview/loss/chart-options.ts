import type { ChartOptions } from "chart.js";
import { formatShare, formatTick } from "../../src/format/number-format.ts";
import type { ChartLook } from "../theme.ts";
import { stepAxis } from "./loss-axis.ts";
import { plotInsets } from "./plot.ts";
import { axisOf, type ShownLosses } from "./shown-losses.ts";

const accuracyTicks = [0, 0.5, 1];

/**
 * The axes of the chart; everything moves at once, without animation. The steps are written along the scrubber.
 * @param shown gives what is shown at the time when the chart asks
 */
export function chartOptions(shown: () => ShownLosses, { colours, font }: ChartLook): ChartOptions<"line"> {
  const { scale, evaluations } = shown();
  const insets = plotInsets(evaluations);
  const hasAccuracy = evaluations.accuracy.length > 0;
  const numbers = { color: colours.text, font: { family: font, size: 11 } };
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    // Pointing is the page's own affair: the chart must not be drawn for it.
    events: [],
    layout: {
      autoPadding: false,
      padding: { top: insets.top, bottom: insets.bottom, right: hasAccuracy ? 0 : insets.right },
    },
    scales: {
      x: {
        type: "linear",
        display: false,
        bounds: "data",
        afterDataLimits: (axis) => {
          const { min, max } = stepAxis(shown().series.steps, 1);
          Object.assign(axis, { min, max });
        },
      },
      y: {
        type: scale === "log" ? "logarithmic" : "linear",
        bounds: "data",
        border: { display: false },
        grid: { color: colours.grid, tickLength: 0 },
        ticks: { ...numbers, padding: 8, callback: (loss) => formatTick(Number(loss)) },
        afterDataLimits: (axis) => {
          const { min, max } = axisOf(shown());
          Object.assign(axis, { min, max });
        },
        afterBuildTicks: (axis) => {
          axis.ticks = axisOf(shown()).ticks.map((value) => ({ value }));
        },
        afterFit: (axis) => {
          axis.width = insets.left;
        },
      },
      accuracy: {
        type: "linear",
        display: hasAccuracy,
        position: "right",
        min: 0,
        max: 1,
        border: { display: false },
        grid: { display: false, drawTicks: false },
        ticks: { ...numbers, padding: 8, callback: (share) => formatShare(Number(share)).replace(".0", "") },
        afterBuildTicks: (axis) => {
          axis.ticks = accuracyTicks.map((value) => ({ value }));
        },
        afterFit: (axis) => {
          if (hasAccuracy) axis.width = insets.right;
        },
      },
    },
  };
}
