import { scaleLinear, scaleLog } from "d3-scale";
import { formatCount, formatTick } from "../../src/format/number-format.ts";
import type { ChartLook } from "../theme.ts";
import { dashes } from "./chart-lines.ts";
import { legendLines } from "./legend.tsx";
import { stepAxis } from "./loss-axis.ts";
import { type LossPoint, lossPoints, measuredPoints } from "./loss-points.ts";
import { axisOf, floorOf, type ShownLosses } from "./shown-losses.ts";
import { lossStrings } from "./strings.ts";

/** The size of the drawing. */
export const svgSize = { width: 800, height: 480 } as const;

const plot = { left: 72, right: 736, top: 64, bottom: 420 } as const;

/** The chart as an SVG document of its own, in the colours of the theme, with title, axes and legend. */
export function chartSvg(
  { series, evaluations, range, scale }: ShownLosses,
  { title, isOfBatch }: { readonly title: string; readonly isOfBatch: boolean },
  { colours, font }: ChartLook,
): string {
  const losses = axisOf({ range, scale });
  const steps = stepAxis(series.steps, 10);
  const x = scaleLinear([steps.min, steps.max], [plot.left, plot.right]);
  const y = (scale === "log" ? scaleLog : scaleLinear)([losses.min, losses.max], [plot.bottom, plot.top]);
  const share = scaleLinear([0, 1], [plot.bottom, plot.top]);
  const floor = floorOf({ range, scale });
  const { lowest, highest, last } = lossPoints(series, floor);
  const measured = (values: Float64Array, least: number) => measuredPoints(evaluations.steps, values, least);

  const text = (at: { x: number; y: number }, anchor: string, words: string, colour: string = colours.text) =>
    `<text x="${round(at.x)}" y="${round(at.y)}" text-anchor="${anchor}" fill="${colour}">${escapeXml(words)}</text>`;
  const line = (points: readonly LossPoint[], up: (value: number) => number, looks: string) =>
    `<path d="${pathOf(points, x, up)}" fill="none" stroke-linejoin="round" ${looks}/>`;
  const hasTraining = evaluations.loss.length > 0;
  const looks = {
    step: `stroke="${hasTraining ? colours.quietLine : colours.line}" stroke-width="${hasTraining ? 1 : 1.5}"`,
    training: `stroke="${colours.line}" stroke-width="2"`,
    test: `stroke="${colours.test}" stroke-width="1.5" stroke-dasharray="${dashes.test.join(" ")}"`,
    accuracy: `stroke="${colours.text}" stroke-width="1.5" stroke-dasharray="${dashes.accuracy.join(" ")}"`,
  };
  const lines = legendLines(evaluations, isOfBatch);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${svgSize.width}" height="${svgSize.height}" ` +
      `viewBox="0 0 ${svgSize.width} ${svgSize.height}" font-family="${escapeXml(font)}" font-size="12">`,
    `<title>${escapeXml(title)}</title>`,
    `<rect width="100%" height="100%" fill="${colours.background}"/>`,
    text({ x: 16, y: 26 }, "start", title, colours.textStrong),
    ...(lines.length < 2 ? [] : lines).flatMap(({ kind, name }, k) => [
      `<path d="M${plot.left + 150 * k} 44h24" fill="none" ${looks[kind]}/>`,
      text({ x: plot.left + 150 * k + 32, y: 48 }, "start", name),
    ]),
    ...losses.ticks.flatMap((tick) => [
      `<path d="M${plot.left} ${round(y(tick))}H${plot.right}" stroke="${colours.grid}"/>`,
      text({ x: plot.left - 8, y: y(tick) + 4 }, "end", formatTick(tick)),
    ]),
    ...(evaluations.accuracy.length === 0 ? [] : [0, 0.5, 1]).map((tick) =>
      text({ x: plot.right + 8, y: share(tick) + 4 }, "start", `${100 * tick} %`),
    ),
    `<path d="M${plot.left} ${plot.bottom + 8}H${plot.right}" stroke="${colours.quietLine}"/>`,
    ...steps.ticks.flatMap((tick) => [
      `<path d="M${round(x(tick))} ${plot.bottom + 8}v5" stroke="${colours.quietLine}"/>`,
      text({ x: x(tick), y: plot.bottom + 28 }, "middle", formatCount(tick)),
    ]),
    text({ x: plot.right, y: plot.bottom + 48 }, "end", lossStrings.stepAxis),
    ...bandsOf(lowest, highest).map(
      ([low, high]) =>
        `<path d="${pathOf(high, x, y)}L${pathOf([...low].reverse(), x, y).slice(1)}Z" fill="${colours.band}"/>`,
    ),
    line(last, y, looks.step),
    line(measured(evaluations.accuracy, 0), share, looks.accuracy),
    line(measured(evaluations.loss, floor), y, looks.training),
    line(measured(evaluations.testLoss, floor), y, looks.test),
    "</svg>",
  ].join("\n");
}

/** The path through some points, with a gap where one has no place. */
function pathOf(points: readonly LossPoint[], x: (step: number) => number, y: (value: number) => number): string {
  let path = "";
  let isDown = false;
  for (const point of points) {
    const isThere = Number.isFinite(point.y);
    if (isThere) path += `${isDown ? "L" : "M"}${round(x(point.x))} ${round(y(point.y))}`;
    isDown = isThere;
  }
  return path;
}

/** The lower and upper edges of each part of the band without gaps. */
function bandsOf(lowest: readonly LossPoint[], highest: readonly LossPoint[]): [LossPoint[], LossPoint[]][] {
  const bands: [LossPoint[], LossPoint[]][] = [];
  let isOpen = false;
  for (const [k, low] of lowest.entries()) {
    const isThere = Number.isFinite(low.y) && Number.isFinite(highest[k].y);
    if (isThere && !isOpen) bands.push([[], []]);
    const band = bands.at(-1);
    if (isThere && band) {
      band[0].push(low);
      band[1].push(highest[k]);
    }
    isOpen = isThere;
  }
  return bands;
}

function round(value: number): number {
  return Math.round(100 * value) / 100;
}

function escapeXml(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
