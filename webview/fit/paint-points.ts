import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import { type Rgb, readColours } from "../map-colours.ts";
import type { Pixel } from "../maps/contour-lines.ts";
import type { Frame } from "../maps/frame.ts";
import { cssOf, markOf, plainMark } from "../maps/marks.ts";

/** How large a mark is, in pixels: half its width, the smaller the less room there is for each. */
const largestMark = 3.6;
const smallestMark = 2;
const shareOfRoom = 0.15;

/**
 * Paints points, each by the mark of its group; those held out are hollow.
 * @param colourOf the colour of points in no group; null for all the same
 */
export function paintPoints(
  context: CanvasRenderingContext2D,
  points: Pick<FitPoints, "groups" | "isTest">,
  places: readonly Pixel[],
  { innerWidth, innerHeight }: Pick<Frame, "innerWidth" | "innerHeight">,
  colourOf: ((point: number) => { readonly colour: Rgb; readonly isNegative: boolean }) | null = null,
): void {
  const [background, plain, text] = readColours(["--background", plainMark.variable, "--text"]);
  const groups = new Set(points.groups ?? []);
  const colours = new Map([...groups].map((group) => [group, readColours([markOf(group).variable])[0]]));
  const room = Math.sqrt((innerWidth * innerHeight) / Math.max(1, places.length));
  const size = Math.max(smallestMark, Math.min(largestMark, shareOfRoom * room));
  for (let k = 0; k < places.length; k++) {
    const group = points.groups?.[k];
    const own = group === undefined ? colourOf?.(k) : undefined;
    const mark = group === undefined ? (own?.isNegative ? markOf(0) : plainMark) : markOf(group);
    const colour = group === undefined ? (own?.colour ?? plain) : (colours.get(group) ?? plain);
    // What has the map's own colours needs a rim that differs from them.
    const look = { size, colour, background, rim: own ? text : background, isHollow: points.isTest[k] === 1 };
    paintMark(context, new Path2D(mark.shape), places[k], look);
  }
}

/** How a mark looks. */
interface MarkLook {
  readonly size: number;
  readonly colour: Rgb;
  readonly background: Rgb;
  /** Sets it off from the map and from other marks. */
  readonly rim: Rgb;
  readonly isHollow: boolean;
}

function paintMark(context: CanvasRenderingContext2D, shape: Path2D, [x, y]: Pixel, look: MarkLook): void {
  const { size, colour, background, rim, isHollow } = look;
  context.save();
  context.translate(x, y);
  context.scale(size, size);
  context.lineWidth = (isHollow ? 3.4 : 1.8) / size;
  context.strokeStyle = cssOf(rim);
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
