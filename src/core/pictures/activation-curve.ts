import { formatNumber } from "../../format/number-format.ts";
import { activations } from "../activation.ts";

/** The size of the picture in pixels, and of the field that the curves are drawn in. */
const width = 300;
const height = 150;
const field = { left: 34, right: 290, top: 8, bottom: 116 };
const legendBaseline = 144;

/** From −4 to 4 every function shows what it is; where a z lies beyond, the picture reaches as far. */
const usualReach = 4;

/** Points of a curve: an odd number, so that 0, where some bend, is one of them. */
const curvePoints = 121;

/** More marks than this could not be told apart. */
const mostMarks = 200;

/** The colours of the picture. */
export interface CurveColours {
  readonly text: string;
  readonly axis: string;
  readonly value: string;
  readonly derivative: string;
  readonly mark: string;
}

/** Both curves, point by point, and what the picture has to reach. */
interface Curves {
  readonly zs: readonly number[];
  readonly values: readonly number[];
  readonly slopes: readonly number[];
  readonly reach: number;
  readonly low: number;
  readonly high: number;
}

/**
 * An activation function and its derivative, drawn as an SVG.
 * @param zs pre-activations that are marked on the curve
 */
export function activationCurve(name: keyof typeof activations, zs: readonly number[], colours: CurveColours): string {
  const marked = zs.filter(Number.isFinite).slice(0, mostMarks);
  const curves = curvesOf(name, Math.ceil(Math.max(usualReach, ...marked.map(Math.abs))));
  const dots = marked.map((z) => dot(xOf(z, curves), yOf(activations[name].value(z), curves), colours.mark));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" font-family="sans-serif" font-size="11">`,
    ...axes(curves, colours),
    line(pathOf(curves.slopes, curves), colours, "derivative"),
    line(pathOf(curves.values, curves), colours, "value"),
    ...dots,
    ...legend(marked.length, colours),
    "</svg>",
  ].join("");
}

function curvesOf(name: keyof typeof activations, reach: number): Curves {
  const { value, derivative } = activations[name];
  const zs = Array.from({ length: curvePoints }, (_, k) => (2 * k * reach) / (curvePoints - 1) - reach);
  const values = zs.map(value);
  const slopes = zs.map((z, k) => derivative(z, values[k]));
  return {
    zs,
    values,
    slopes,
    reach,
    low: Math.min(0, ...values, ...slopes),
    high: Math.max(1, ...values, ...slopes),
  };
}

function axes(curves: Curves, { text, axis }: CurveColours): string[] {
  const { reach, low, high } = curves;
  const { left, right, top, bottom } = field;
  return [
    `<path d="M${left} ${yOf(0, curves)}H${right}M${xOf(0, curves)} ${top}V${bottom}" stroke="${axis}"/>`,
    label(left, bottom + 13, "start", formatNumber(-reach), text),
    label(right, bottom + 13, "end", formatNumber(reach), text),
    label(left - 4, top + 8, "end", levelText(high), text),
    ...(low < 0 ? [label(left - 4, bottom, "end", levelText(low), text)] : []),
  ];
}

/** A height as it is written beside the field, where a curve comes to within a hundredth of it. */
function levelText(level: number): string {
  return formatNumber(Math.round(100 * level) / 100, 5);
}

function legend(marks: number, colours: CurveColours): string[] {
  const { left } = field;
  const [first, second, third] = [left, left + 54, left + 130];
  const middle = legendBaseline - 4;
  const entry = (x: number, words: string) => label(x, legendBaseline, "start", words, colours.text);
  return [
    line(`M${first} ${middle}h20`, colours, "value"),
    entry(first + 26, "a"),
    line(`M${second} ${middle}h20`, colours, "derivative"),
    entry(second + 26, "∂a/∂z"),
    ...(marks > 0 ? [dot(third, middle, colours.mark), entry(third + 10, "z in the last step")] : []),
  ];
}

/** The derivative is told by dashes as well as by its colour. */
function line(path: string, colours: CurveColours, of: "value" | "derivative"): string {
  const look = of === "value" ? 'stroke-width="2"' : 'stroke-width="1.5" stroke-dasharray="5 3"';
  return `<path d="${path}" stroke="${colours[of]}" ${look} stroke-linejoin="round"/>`;
}

function pathOf(numbers: readonly number[], curves: Curves): string {
  return `M${numbers.map((a, k) => `${xOf(curves.zs[k], curves)} ${yOf(a, curves)}`).join("L")}`;
}

function dot(x: number, y: number, colour: string): string {
  return `<circle cx="${x}" cy="${y}" r="4" fill="${colour}" fill-opacity="0.75"/>`;
}

function label(x: number, y: number, anchor: "start" | "end", words: string, colour: string): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}" fill="${colour}">${words}</text>`;
}

function xOf(z: number, { reach }: Curves): number {
  return rounded(field.left + ((z + reach) / (2 * reach)) * (field.right - field.left));
}

function yOf(a: number, { low, high }: Curves): number {
  return rounded(field.bottom - ((a - low) / (high - low)) * (field.bottom - field.top));
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
