import type { Contour, Pixel } from "../maps/contour-lines.ts";
import type { Frame } from "../maps/frame.ts";

/** A level's number on its line. */
export interface LineLabel {
  readonly level: number;
  readonly x: number;
  readonly y: number;
  /** The line's direction there, in degrees, so that the number is never upside down. */
  readonly angle: number;
}

/** How far labels stay from each other and from the edges, in pixels. */
const apart = 34;
const apartFromWay = 20;
const inset = 20;
/** Shorter lines have no room for a number. */
const leastPoints = 8;

/**
 * Where the numbers of contour lines stand: each on its longest line, away from all others and from `taken`; none
 * where there is no such place.
 */
export function lineLabels(contours: readonly Contour[], frame: Frame, taken: readonly Pixel[]): LineLabel[] {
  const labels: LineLabel[] = [];
  for (const { level, lines } of contours) {
    const line = lines.reduce<readonly Pixel[]>((longest, next) => (next.length > longest.length ? next : longest), []);
    if (line.length < leastPoints) continue;
    const at = [0.5, 0.35, 0.65, 0.2, 0.8, 0.1, 0.9]
      .map((share) => Math.floor(share * (line.length - 1)))
      .find((k) => isWithin(line[k], frame) && isFree(line[k], labels, taken));
    if (at !== undefined) labels.push({ level, x: line[at][0], y: line[at][1], angle: angleAt(line, at) });
  }
  return labels;
}

function isWithin([x, y]: Pixel, { left, top, innerWidth, innerHeight }: Frame): boolean {
  return x > left + inset && x < left + innerWidth - inset && y > top + inset / 2 && y < top + innerHeight - inset / 2;
}

function isFree([x, y]: Pixel, labels: readonly LineLabel[], taken: readonly Pixel[]): boolean {
  return (
    labels.every((label) => Math.hypot(x - label.x, y - label.y) > apart) &&
    taken.every(([takenX, takenY]) => Math.hypot(x - takenX, y - takenY) > apartFromWay)
  );
}

function angleAt(line: readonly Pixel[], at: number): number {
  const [fromX, fromY] = line[Math.max(0, at - 2)];
  const [toX, toY] = line[Math.min(line.length - 1, at + 2)];
  const angle = (Math.atan2(toY - fromY, toX - fromX) * 180) / Math.PI;
  return angle > 90 ? angle - 180 : angle < -90 ? angle + 180 : angle;
}
