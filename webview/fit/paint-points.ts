import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import { type Rgb, readColours } from "../map-colours.ts";
import type { Pixel } from "../maps/contour-lines.ts";
import { cssOf, markOf, plainMark } from "../maps/marks.ts";

/** How large a mark is: half its width, in pixels. */
const markSize = 3.4;
const smallMarkSize = 2.2;
/** From so many points on, they are small. */
const many = 600;

/**
 * Paints points, each by the mark of its group; those held out are hollow.
 * @param colourOf the colour of points in no group; null for all the same
 */
export function paintPoints(
  context: CanvasRenderingContext2D,
  points: Pick<FitPoints, "groups" | "isTest">,
  places: readonly Pixel[],
  colourOf: ((point: number) => { readonly colour: Rgb; readonly isNegative: boolean }) | null = null,
): void {
  const [background, plain] = readColours(["--background", plainMark.variable]);
  const groups = new Set(points.groups ?? []);
  const colours = new Map([...groups].map((group) => [group, readColours([markOf(group).variable])[0]]));
  const size = places.length > many ? smallMarkSize : markSize;
  for (let k = 0; k < places.length; k++) {
    const group = points.groups?.[k];
    const own = group === undefined ? colourOf?.(k) : undefined;
    const mark = group === undefined ? (own?.isNegative ? markOf(0) : plainMark) : markOf(group);
    const colour = group === undefined ? (own?.colour ?? plain) : (colours.get(group) ?? plain);
    paintMark(context, new Path2D(mark.shape), places[k], size, colour, background, points.isTest[k] === 1);
  }
}

function paintMark(
  context: CanvasRenderingContext2D,
  shape: Path2D,
  [x, y]: Pixel,
  size: number,
  colour: Rgb,
  background: Rgb,
  isHollow: boolean,
): void {
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  // A rim in the colour of the background sets the mark off from the map and from others.
  context.lineWidth = (isHollow ? 3.4 : 1.8) / size;
  context.strokeStyle = cssOf(background);
  context.stroke(shape);
  context.fillStyle = cssOf(isHollow ? background : colour);
  context.fill(shape);
  if (isHollow) {
    context.lineWidth = 1.5 / size;
    context.strokeStyle = cssOf(colour);
    context.stroke(shape);
  }
  context.restore();
}
