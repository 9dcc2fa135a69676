import type { ChartOptions } from "chart.js";
import type { LossSeries } from "../../src/core/series.ts";
import { formatCount, formatTick } from "../../src/format/number-format.ts";
import type { LossScale } from "../arrangement.ts";
import type { ChartLook } from "../theme.ts";
import { lastLine } from "./chart-lines.ts";
import { hoverText } from "./hover-text.ts";
import { type Axis, stepAxis } from "./loss-axis.ts";

/** The width of a step's number along the axis, with the room around it. */
const stepWidth = 60;
/** Room for the numbers of the loss axis, so that the picture stays where it is while they change. */
const lossAxisWidth = 52;

/** Axes and hover of the chart; everything moves at once, without animation. */
export function chartOptions(
  series: Readonly<LossSeries>,
  losses: Axis,
  scale: LossScale,
  { colours, font }: ChartLook,
): ChartOptions<"line"> {
  const numbers = { color: colours.text, font: { family: font, size: 11 } };
  const ticksOf = ({ ticks }: Axis) => ticks.map((value) => ({ value }));
  const { min, max } = stepAxis(series.steps, 2);
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: 8, right: 12 } },
    interaction: { mode: "index", axis: "x", intersect: false },
    scales: {
      x: {
        type: "linear",
        min,
        max,
        border: { color: colours.grid },
        grid: { display: false },
        ticks: { ...numbers, maxRotation: 0, callback: (step) => formatCount(Number(step)) },
        afterBuildTicks: (axis) => {
          axis.ticks = ticksOf(stepAxis(series.steps, Math.max(2, Math.floor(axis.width / stepWidth))));
        },
      },
      y: {
        type: scale === "log" ? "logarithmic" : "linear",
        min: losses.min,
        max: losses.max,
        border: { color: colours.grid },
        grid: { color: colours.grid, tickLength: 0 },
        ticks: { ...numbers, callback: (loss) => formatTick(Number(loss)) },
        afterBuildTicks: (axis) => {
          axis.ticks = ticksOf(losses);
        },
        afterFit: (axis) => {
          axis.width = lossAxisWidth;
        },
      },
    },
    plugins: {
      tooltip: {
        displayColors: false,
        backgroundColor: colours.hoverBackground,
        borderColor: colours.hoverBorder,
        borderWidth: 1,
        bodyColor: colours.hoverText,
        bodyFont: { size: 12 },
        filter: ({ datasetIndex }) => datasetIndex === lastLine,
        callbacks: { title: () => "", label: ({ dataIndex }) => hoverText(series, dataIndex) },
      },
    },
  };
}
