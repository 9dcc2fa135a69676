import {
  Chart,
  Filler,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from "chart.js";
import type { LossSeries } from "../../src/core/series.ts";
import type { LossScale } from "../arrangement.ts";
import { readChartLook } from "../theme.ts";
import { chartLines } from "./chart-lines.ts";
import { chartOptions } from "./chart-options.ts";
import { labelLast } from "./last-label.ts";
import { lossAxis } from "./loss-axis.ts";
import { type LossPoint, lossPoints } from "./loss-points.ts";
import type { LossRange } from "./loss-range.ts";

Chart.register(Filler, LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip);

/** A chart of the losses on a canvas. */
export interface LossChart {
  readonly show: (losses: ShownLosses) => void;
  /** Takes up the colours and fonts of the current theme. */
  readonly repaint: () => void;
  readonly destroy: () => void;
}

/** What a chart shows. */
export interface ShownLosses {
  readonly series: Readonly<LossSeries>;
  readonly range: LossRange;
  readonly scale: LossScale;
}

/** Draws on a canvas: the last loss of each bucket as a line, over a band from its smallest to its largest. */
export function createLossChart(canvas: HTMLCanvasElement, first: ShownLosses): LossChart {
  let shown = first;
  let look = readChartLook();
  const chart = new Chart<"line", LossPoint[]>(canvas, {
    type: "line",
    data: { datasets: linesNow() },
    options: optionsNow(),
    plugins: [{ id: "last-label", afterDatasetsDraw: (chart) => labelLast(chart, shown.series, look) }],
  });

  function optionsNow() {
    return chartOptions(shown.series, lossAxis(shown.range, shown.scale), shown.scale, look);
  }

  function linesNow() {
    // On a logarithmic axis 0 has no place but the lower edge.
    const floor = shown.scale === "log" ? lossAxis(shown.range, "log").min : Number.NEGATIVE_INFINITY;
    return chartLines(lossPoints(shown.series, floor), look);
  }

  function draw(): void {
    chart.options = optionsNow();
    // The chart knows its lines by identity: new ones would be laid out from scratch.
    for (const [k, line] of linesNow().entries()) Object.assign(chart.data.datasets[k], line);
    // Not "none": in that mode the points would keep the options they had.
    chart.update();
  }

  return {
    show: (losses) => {
      shown = losses;
      draw();
    },
    repaint: () => {
      look = readChartLook();
      draw();
    },
    destroy: () => chart.destroy(),
  };
}
