import type { Chart } from "chart.js";
import { bucketCount } from "../../src/core/series.ts";
import { formatNumber } from "../numbers.ts";
import type { ChartLook } from "../theme.ts";
import { isSparse, lastLine } from "./chart-lines.ts";
import { placeOf } from "./loss-points.ts";
import { type ChartMarks, floorOf, type ShownLosses } from "./shown-losses.ts";

const ringRadius = 4.5;
/** How far a label stands from its point, and half of what it is high. */
const distance = 14;
const halfHeight = 7;

interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where something was found: a dashed line from a triangle at the top, behind the losses. */
export function drawFound(chart: Chart<"line">, { found }: ChartMarks, { colours }: ChartLook): void {
  const { ctx, chartArea, scales } = chart;
  ctx.save();
  ctx.strokeStyle = colours.warning;
  ctx.fillStyle = colours.warning;
  for (const step of found) {
    const x = scales.x.getPixelForValue(step);
    ctx.beginPath();
    ctx.moveTo(x, chartArea.top - 12);
    ctx.lineTo(x + 6, chartArea.top - 2);
    ctx.lineTo(x - 6, chartArea.top - 2);
    ctx.closePath();
    ctx.fill();
    ctx.beginPath();
    ctx.setLineDash([2, 4]);
    ctx.moveTo(x, chartArea.top);
    ctx.lineTo(x, chartArea.bottom);
    ctx.stroke();
  }
  ctx.restore();
}

/** The step that the page shows, the step pointed at, and losses in figures. */
export function drawMarks(chart: Chart<"line">, shown: ShownLosses, marks: ChartMarks, look: ChartLook): void {
  const { ctx } = chart;
  const { steps } = shown.series;
  ctx.save();
  ctx.font = `11px ${look.font}`;
  ctx.textBaseline = "middle";
  if (marks.pointed !== null) drawPointed(chart, marks.pointed, look);
  const ring = drawStep(chart, shown, marks, look);
  const isAtEnd = marks.step === steps;
  if (ring && !isAtEnd) labelRing(chart, ring, formatNumber(marks.loss ?? Number.NaN), look);
  // The end of a long run moves with every step of training: the toolbar has its number.
  if (isSparse(bucketCount(shown.series))) labelLast(chart, shown, isAtEnd ? "textStrong" : "text", look);
  ctx.restore();
}

function drawPointed(chart: Chart<"line">, step: number, { colours }: ChartLook): void {
  const { ctx, chartArea, scales } = chart;
  const x = Math.round(scales.x.getPixelForValue(step)) + 0.5;
  ctx.strokeStyle = colours.quietLine;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
}

/** A line across the plot at the step, and a ring at its loss, where it has one; returns where that is. */
function drawStep(
  chart: Chart<"line">,
  shown: ShownLosses,
  { step, loss }: ChartMarks,
  { colours }: ChartLook,
): Point | null {
  const { ctx, chartArea, scales } = chart;
  const x = scales.x.getPixelForValue(step);
  ctx.strokeStyle = colours.focus;
  ctx.lineWidth = 1;
  ctx.beginPath();
  ctx.moveTo(x, chartArea.top);
  ctx.lineTo(x, chartArea.bottom);
  ctx.stroke();
  const place = placeOf(loss ?? Number.NaN, floorOf(shown));
  if (Number.isNaN(place)) return null;
  const y = scales.y.getPixelForValue(place);
  ctx.beginPath();
  ctx.arc(x, y, ringRadius, 0, 2 * Math.PI);
  ctx.fillStyle = colours.background;
  ctx.fill();
  ctx.lineWidth = 2;
  ctx.stroke();
  return { x, y };
}

/** Writes the loss beside the ring, within the plot. */
function labelRing(chart: Chart<"line">, ring: Point, text: string, { colours }: ChartLook): void {
  const { ctx, chartArea } = chart;
  const y = Math.min(Math.max(ring.y, chartArea.top + halfHeight), chartArea.bottom - halfHeight);
  const isAtRight = ring.x + distance + ctx.measureText(text).width > chartArea.right;
  const x = isAtRight ? ring.x - distance : ring.x + distance;
  writeOver(ctx, text, { x, y }, isAtRight ? "right" : "left", colours.textStrong, colours.background);
}

/** Text that stays readable across the lines behind it. */
function writeOver(
  ctx: CanvasRenderingContext2D,
  text: string,
  { x, y }: Point,
  align: "left" | "right",
  colour: string,
  background: string,
): void {
  ctx.textAlign = align;
  ctx.strokeStyle = background;
  ctx.lineWidth = 4;
  ctx.lineJoin = "round";
  ctx.strokeText(text, x, y);
  ctx.fillStyle = colour;
  ctx.fillText(text, x, y);
}

/** Writes the last loss at its point. */
function labelLast(
  chart: Chart<"line">,
  { series }: ShownLosses,
  role: "text" | "textStrong",
  { colours }: ChartLook,
): void {
  const points = chart.getDatasetMeta(lastLine).data;
  const last = points.at(-1);
  if (!last || !Number.isFinite(last.y)) return;
  const text = formatNumber(series.values[3 * bucketCount(series) - 1]);
  const place = placeForLast(points, chart.chartArea.bottom);
  writeOver(chart.ctx, text, place, "right", colours[role], colours.background);
}

/** Below the last point; near the lower edge, on the side away from the line. */
function placeForLast(points: readonly Point[], bottom: number): Point {
  const [before, last] = points.length > 1 ? points.slice(-2) : [points[0], points[0]];
  const lowest = bottom - halfHeight;
  if (last.y + distance <= lowest) return { x: last.x - ringRadius, y: last.y + distance };
  const isFalling = before.y < last.y - halfHeight;
  return isFalling
    ? { x: last.x - distance, y: Math.min(last.y + distance, lowest) }
    : { x: last.x, y: last.y - distance };
}
