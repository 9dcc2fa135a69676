import { type ScaleLinear, scaleLinear } from "d3-scale";
import type { Range } from "../../src/core/inspection/fit-range.ts";

/** Where in a picture its data lie, in pixels, and how coordinates lead there. */
export interface Frame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly top: number;
  /** The size of the part that holds the data. */
  readonly innerWidth: number;
  readonly innerHeight: number;
  readonly x: ScaleLinear<number, number>;
  readonly y: ScaleLinear<number, number>;
}

/** Room for the numbers along the axes. */
const margins = { left: 44, right: 10, top: 22, bottom: 34 } as const;

/** A picture of a size; its data fill a square where it is as high as it is wide, beside the room for the axes. */
export function frameOf(size: { readonly width: number; readonly height: number }, x: Range, y: Range): Frame {
  const { width, height } = size;
  const innerWidth = Math.max(40, width - margins.left - margins.right);
  const innerHeight = Math.max(40, height - margins.top - margins.bottom);
  return {
    width,
    height,
    left: margins.left,
    top: margins.top,
    innerWidth,
    innerHeight,
    x: scaleLinear([...x], [margins.left, margins.left + innerWidth]),
    y: scaleLinear([...y], [margins.top + innerHeight, margins.top]),
  };
}

/** The largest size within another that leaves the data a square. */
export function squareSize(width: number, height: number): { readonly width: number; readonly height: number } {
  const acrossAxes = margins.left + margins.right;
  const alongAxes = margins.top + margins.bottom;
  const side = Math.max(40, Math.min(width - acrossAxes, height - alongAxes));
  return { width: side + acrossAxes, height: side + alongAxes };
}

/** How many ticks an axis of a length has room for. */
export function tickCount(pixels: number): number {
  return Math.max(2, Math.min(7, Math.floor(pixels / 60)));
}
