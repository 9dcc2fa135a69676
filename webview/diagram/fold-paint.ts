import { type MatrixMap, mapOf } from "../../src/run/matrix-map.ts";
import type { Extent } from "./extent.ts";
import { type FoldRows, topOf } from "./fold-rows.ts";
import type { HeatColours } from "./heat-colours.ts";
import { pictureOf } from "./heat-map.ts";

/** What of a folded column stands beside what: a map of a matrix, or a bar for each unit. */
export type FoldPart = FoldMap | FoldBars;

interface FoldPlace {
  readonly x: number;
  readonly width: number;
  /** How far its numbers reach. */
  readonly extent: Extent;
  /** Whether it was computed at this stage of the step. */
  readonly isFresh: boolean;
}

/** A matrix with a row for each unit. */
export interface FoldMap extends FoldPlace {
  readonly kind: "map";
  /** Null where it is yet to come. */
  readonly map: MatrixMap | null;
  /** The rows of the units that are shown at large, as far as they are known. */
  readonly strips: readonly { readonly unit: number; readonly values: ArrayLike<number> | null }[];
}

/** A number of each unit. */
export interface FoldBars extends FoldPlace {
  readonly kind: "bars";
  readonly values: ArrayLike<number> | null;
}

interface FoldPicture {
  readonly rows: FoldRows;
  readonly units: number;
  readonly parts: readonly FoldPart[];
  /** From the top of a drawer to its strip, and the strip's height. */
  readonly stripTop: number;
  readonly stripHeight: number;
}

/** Paints a folded column upon a canvas, which is as large as its rows. */
export function paintFold(canvas: HTMLCanvasElement, width: number, picture: FoldPicture, colours: HeatColours): void {
  const density = window.devicePixelRatio;
  canvas.width = Math.round(width * density);
  canvas.height = Math.round(picture.rows.height * density);
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(density, density);
  context.imageSmoothingEnabled = false;
  for (const part of picture.parts) {
    if (part.isFresh) paintFresh(context, part, picture, colours);
    if (part.kind === "map") paintMap(context, part, picture, colours);
    else paintBars(context, part, picture, colours);
  }
}

function paintMap(context: CanvasRenderingContext2D, part: FoldMap, picture: FoldPicture, colours: HeatColours): void {
  const { map, strips, x, width, extent } = part;
  const { rows, units, stripTop, stripHeight } = picture;
  if (!map) {
    paintPending(context, part, picture, colours);
    return;
  }
  const image = pictureOf(map, colours);
  const shown = map.rows / units;
  for (const { from, to, top, height } of rows.segments) {
    context.drawImage(image, 0, from * shown, map.columns, (to - from) * shown, x, top, width, height);
  }
  for (const { unit, values } of strips) {
    const top = topOf(rows, unit) + stripTop;
    if (values) {
      const pixels = { rows: 1, columns: 2 * Math.ceil(width) };
      const strip = mapOf(values, { rows: 1, columns: values.length }, pixels, extent.bound);
      context.drawImage(pictureOf(strip, colours), x, top, width, stripHeight);
    } else {
      context.drawImage(image, 0, Math.floor(unit * shown), map.columns, 1, x, top, width, stripHeight);
    }
  }
}

function paintBars(
  context: CanvasRenderingContext2D,
  part: FoldBars,
  picture: FoldPicture,
  colours: HeatColours,
): void {
  const { values, x, width, extent } = part;
  const { rows } = picture;
  if (!values) {
    paintPending(context, part, picture, colours);
    return;
  }
  // Where nothing is negative, the bars have all the room.
  const zero = extent.low < 0 ? x + width / 2 : x;
  const reach = extent.low < 0 ? width / 2 : width;
  for (const { from, to, top, height } of rows.segments) {
    context.fillStyle = colours.axis;
    context.fillRect(zero - 0.5, top, 1, height);
    const thickness = rows.rowHeight > 3 ? rows.rowHeight - 1 : rows.rowHeight;
    for (let unit = from; unit < to; unit++) {
      const share = extent.bound > 0 ? Math.max(-1, Math.min(1, values[unit] / extent.bound)) : 0;
      if (share === 0 || Number.isNaN(share)) continue;
      context.fillStyle = share > 0 ? colours.positive : colours.negative;
      const length = reach * Math.abs(share);
      context.fillRect(share > 0 ? zero : zero - length, top + (unit - from) * rows.rowHeight, length, thickness);
    }
  }
}

/** Hatches what is yet to come. */
function paintPending(
  context: CanvasRenderingContext2D,
  { x, width }: FoldPart,
  { rows }: FoldPicture,
  colours: HeatColours,
): void {
  for (const { top, height } of rows.segments) {
    context.save();
    context.beginPath();
    context.rect(x, top, width, height);
    context.clip();
    context.strokeStyle = colours.hatch;
    context.beginPath();
    for (let start = x - height; start < x + width; start += 6) {
      context.moveTo(start, top + height);
      context.lineTo(start + height, top);
    }
    context.stroke();
    context.restore();
  }
}

function paintFresh(
  context: CanvasRenderingContext2D,
  { x, width }: FoldPart,
  { rows }: FoldPicture,
  colours: HeatColours,
): void {
  context.globalAlpha = 0.3;
  context.fillStyle = colours.fresh;
  for (const { top, height } of rows.segments) context.fillRect(x - 2, top, width + 4, height);
  context.globalAlpha = 1;
}
