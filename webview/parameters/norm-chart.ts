import {
  Chart,
  type ChartOptions,
  LinearScale,
  LineController,
  LineElement,
  LogarithmicScale,
  PointElement,
  Tooltip,
} from "chart.js";
import { formatTick } from "../../src/format/number-format.ts";
import { type ChartLook, readChartLook } from "../theme.ts";
import { gutter } from "./histogram-picture.tsx";
import type { Axis } from "./norm-axis.ts";

Chart.register(LinearScale, LineController, LineElement, LogarithmicScale, PointElement, Tooltip);

/** One norm over the steps, on a canvas. */
export interface NormChart {
  readonly show: (curve: NormCurve) => void;
  /** Takes up the colours and fonts of the current theme. */
  readonly repaint: () => void;
  readonly destroy: () => void;
}

/** What a chart shows. */
export interface NormCurve {
  readonly steps: Float64Array;
  readonly norms: Float64Array;
  /** Where the run stands, and the last step that is known of it. */
  readonly step: number;
  readonly lastStep: number;
  readonly axis: Axis;
  readonly isLog: boolean;
  /** What is said of a point that is pointed at. */
  readonly hoverText: (step: number, norm: number) => string;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Up to so many points each is marked. */
const mostMarks = 24;

/** Draws a curve, its axis, and a line where the run stands. */
export function createNormChart(canvas: HTMLCanvasElement, first: NormCurve): NormChart {
  let shown = first;
  let look = readChartLook();
  const chart = new Chart<"line", Point[]>(canvas, {
    type: "line",
    data: { datasets: [lineNow()] },
    options: optionsOf(shown, look),
    plugins: [{ id: "current-step", beforeDatasetsDraw: (drawn) => markStep(drawn, shown.step, look) }],
  });

  function lineNow() {
    const { steps, norms } = shown;
    const data = Array.from(steps, (x, k) => ({ x, y: norms[k] }));
    const { line } = look.colours;
    return {
      data,
      borderColor: line,
      borderWidth: 1.25,
      borderJoinStyle: "round",
      clip: 6,
      pointBackgroundColor: line,
      pointBorderColor: line,
      pointHoverBackgroundColor: line,
      pointHoverBorderColor: line,
      pointHoverRadius: 3.5,
      pointRadius: data.length <= mostMarks ? 1.5 : 0,
    } as const;
  }

  function draw(): void {
    chart.options = optionsOf(shown, look);
    Object.assign(chart.data.datasets[0], lineNow());
    chart.update();
  }

  return {
    show: (curve) => {
      shown = curve;
      draw();
    },
    repaint: () => {
      look = readChartLook();
      draw();
    },
    destroy: () => chart.destroy(),
  };
}

function optionsOf(
  { axis, isLog, lastStep, hoverText }: NormCurve,
  { colours, font }: ChartLook,
): ChartOptions<"line"> {
  return {
    animation: false,
    parsing: false,
    normalized: true,
    responsive: true,
    maintainAspectRatio: false,
    layout: { padding: { top: 2, right: 4, bottom: 2 } },
    interaction: { mode: "nearest", axis: "x", intersect: false },
    scales: {
      x: { type: "linear", display: false, min: 0, max: Math.max(1, lastStep) },
      y: {
        type: isLog ? "logarithmic" : "linear",
        min: axis.min,
        max: axis.max,
        border: { color: colours.grid },
        grid: { color: colours.grid, tickLength: 0 },
        ticks: {
          color: colours.text,
          font: { family: font, size: 10 },
          padding: 6,
          callback: (norm) => formatTick(Number(norm)),
        },
        afterBuildTicks: (scale) => {
          scale.ticks = axis.ticks.map((value) => ({ value }));
        },
        afterFit: (scale) => {
          scale.width = gutter;
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
        bodyFont: { size: 11 },
        callbacks: { title: () => "", label: ({ parsed }) => hoverText(parsed.x ?? 0, parsed.y ?? 0) },
      },
    },
  };
}

/** A line through the chart at the step where the run stands. */
function markStep({ ctx, chartArea, scales }: Chart<"line">, step: number, { colours }: ChartLook): void {
  const x = Math.round(scales.x.getPixelForValue(step)) - 0.5;
  ctx.save();
  ctx.strokeStyle = colours.focus;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top - 4);
  ctx.lineTo(x, chartArea.bottom + 4);
  ctx.stroke();
  ctx.restore();
}
