import { type Rgb, readColours } from "../map-colours.ts";

/** How points are told apart: by shape and by colour. The first two are the signs: negative and positive. */
const marks = [
  { variable: "--negative", shape: "M0-1.25 1.25 0 0 1.25-1.25 0z" },
  { variable: "--positive", shape: "M1 0A1 1 0 1 1-1 0 1 1 0 1 1 1 0z" },
  { variable: "--vscode-charts-green", shape: "M0-1.2 1.15 .85-1.15 .85z" },
  { variable: "--vscode-charts-yellow", shape: "M-.9-.9H.9V.9H-.9z" },
  { variable: "--vscode-charts-red", shape: "M0 1.2 1.15-.85-1.15-.85z" },
  { variable: "--text", shape: "M-.4-1.1H.4V-.4H1.1V.4H.4V1.1H-.4V.4H-1.1V-.4H-.4z" },
] as const;

/** The mark of a group of points, counted from 0; after the last they begin anew. */
export interface Mark {
  /** The style sheet's name of its colour. */
  readonly variable: string;
  /** An SVG path, about 1 in each direction. */
  readonly shape: string;
}

/** The mark of points in no group. */
export const plainMark: Mark = { variable: "--text-quiet", shape: marks[1].shape };

/** The mark of a group. */
export function markOf(group: number): Mark {
  return marks[group % marks.length];
}

/** The colours of the first groups as they are in the current theme. */
export function readGroupColours(groups: number): readonly Rgb[] {
  return readColours(Array.from({ length: groups }, (_, group) => markOf(group).variable));
}

/** A colour as CSS has it. */
export function cssOf([red, green, blue]: Rgb): string {
  return `rgb(${Math.round(red)} ${Math.round(green)} ${Math.round(blue)})`;
}
