import { Chart, LinearScale, LineController, LineElement, LogarithmicScale, PointElement } from "chart.js";
import { readChartLook } from "../theme.ts";
import { drawBand } from "./chart-band.ts";
import { chartLines } from "./chart-lines.ts";
import { drawFound, drawMarks } from "./chart-marks.ts";
import { chartOptions } from "./chart-options.ts";
import type { LossPoint } from "./loss-points.ts";
import type { ChartMarks, ShownLosses } from "./shown-losses.ts";

Chart.register(LinearScale, LineController, LineElement, LogarithmicScale, PointElement);

/** A chart of the losses on a canvas. */
export interface LossChart {
  /** Draws what has changed; nothing where nothing has. */
  readonly show: (losses: ShownLosses, marks: ChartMarks) => void;
  /** Takes up the colours and fonts of the current theme. */
  readonly repaint: () => void;
  readonly destroy: () => void;
}

/** Draws on a canvas: the last loss of each bucket as a line, over a band from its smallest to its largest. */
export function createLossChart(canvas: HTMLCanvasElement, first: ShownLosses, firstMarks: ChartMarks): LossChart {
  let shown = first;
  let marks = firstMarks;
  let look = readChartLook();
  const chart = new Chart<"line", LossPoint[]>(canvas, {
    type: "line",
    data: { datasets: chartLines(shown, look) },
    options: chartOptions(() => shown, look),
    plugins: [
      {
        id: "marks",
        beforeDatasetsDraw: (chart) => {
          drawBand(chart, shown, look);
          drawFound(chart, marks, look);
        },
        afterDatasetsDraw: (chart) => drawMarks(chart, shown, marks, look),
      },
    ],
  });

  function update(): void {
    // The chart knows its lines by identity: new ones would be laid out from scratch.
    for (const [k, line] of chartLines(shown, look).entries()) Object.assign(chart.data.datasets[k], line);
    // Not "none": in that mode the points would keep the options they had.
    chart.update();
  }

  /** With other options; they hold all that the data alone does not change. */
  function rebuild(): void {
    chart.options = chartOptions(() => shown, look);
    update();
  }

  return {
    show: (losses, nextMarks) => {
      const before = shown;
      const hasOtherMarks = JSON.stringify(nextMarks) !== JSON.stringify(marks);
      shown = losses;
      marks = nextMarks;
      if (axesOf(before) !== axesOf(losses)) rebuild();
      else if (before.series !== losses.series || before.evaluations !== losses.evaluations) update();
      else if (hasOtherMarks) chart.draw();
    },
    repaint: () => {
      look = readChartLook();
      rebuild();
    },
    destroy: () => chart.destroy(),
  };
}

/** What the chart has to have other axes for. */
function axesOf({ scale, evaluations }: ShownLosses): string {
  return `${scale} ${evaluations.accuracy.length > 0}`;
}
