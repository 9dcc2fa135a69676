import { formatNumber } from "../../format/number-format.ts";
import { activations } from "../activation.ts";

/** The size of the picture in pixels. */
const width = 300;
const height = 150;
const margin = { left: 34, right: 10, top: 8, bottom: 34 };

/** From −4 to 4 every function shows what it is; where a z lies beyond, the picture reaches as far. */
const usualReach = 4;

/** Points of a curve: an even number, so that 0, where some bend, is one of them. */
const curvePoints = 120;

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

/**
 * An activation function and its derivative, drawn as an SVG.
 * @param zs pre-activations that are marked on the curve
 */
export function activationCurve(
  name: keyof typeof activations,
  zs: readonly number[],
  { text, axis, value: valueColour, derivative: derivativeColour, mark }: CurveColours,
): string {
  const { value, derivative } = activations[name];
  const marked = zs.filter(Number.isFinite).slice(0, mostMarks);
  const reach = Math.ceil(Math.max(usualReach, ...marked.map(Math.abs)));
  const samples = Array.from({ length: curvePoints + 1 }, (_, k) => (2 * k * reach) / curvePoints - reach);
  const values = samples.map(value);
  const slopes = samples.map((z, k) => derivative(z, values[k]));
  const [low, high] = [Math.min(0, ...values, ...slopes), Math.max(1, ...values, ...slopes)];
  const [left, right, top, bottom] = [margin.left, width - margin.right, margin.top, height - margin.bottom];
  const x = (z: number) => rounded(left + ((z + reach) / (2 * reach)) * (right - left));
  const y = (a: number) => rounded(bottom - ((a - low) / (high - low)) * (bottom - top));
  const path = (numbers: readonly number[]) => `M${numbers.map((a, k) => `${x(samples[k])} ${y(a)}`).join("L")}`;
  const label = (at: string, anchor: string, words: string) =>
    `<text ${at} text-anchor="${anchor}" fill="${text}" stroke="none">${words}</text>`;

  const legend = height - 6;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="none" font-family="sans-serif" font-size="11">`,
    `<path d="M${left} ${y(0)}H${right}M${x(0)} ${top}V${bottom}" stroke="${axis}"/>`,
    label(`x="${left}" y="${bottom + 13}"`, "start", formatNumber(-reach)),
    label(`x="${right}" y="${bottom + 13}"`, "end", formatNumber(reach)),
    label(`x="${left - 4}" y="${top + 8}"`, "end", formatNumber(high, 5)),
    low < 0 ? label(`x="${left - 4}" y="${bottom}"`, "end", formatNumber(low, 5)) : "",
    `<path d="${path(slopes)}" stroke="${derivativeColour}" stroke-width="1.5" stroke-dasharray="5 3"/>`,
    `<path d="${path(values)}" stroke="${valueColour}" stroke-width="2" stroke-linejoin="round"/>`,
    ...marked.map((z) => `<circle cx="${x(z)}" cy="${y(value(z))}" r="4" fill="${mark}" fill-opacity="0.75"/>`),
    `<path d="M${left} ${legend - 4}h20" stroke="${valueColour}" stroke-width="2"/>`,
    label(`x="${left + 26}" y="${legend}"`, "start", "a"),
    `<path d="M${left + 54} ${legend - 4}h20" stroke="${derivativeColour}" stroke-width="1.5" stroke-dasharray="5 3"/>`,
    label(`x="${left + 80}" y="${legend}"`, "start", "∂a/∂z"),
    ...(marked.length > 0
      ? [
          `<circle cx="${left + 140}" cy="${legend - 4}" r="4" fill="${mark}" fill-opacity="0.75"/>`,
          label(`x="${left + 150}" y="${legend}"`, "start", marked.length === 1 ? "z of its unit" : "z of its units"),
        ]
      : []),
    "</svg>",
  ].join("");
}

function rounded(pixels: number): number {
  return Math.round(pixels * 10) / 10;
}
