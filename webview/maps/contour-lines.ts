import { contours } from "d3-contour";
import type { Frame } from "./frame.ts";

/** A grid of numbers over a picture's data, row by row from the top. */
export interface Grid {
  readonly columns: number;
  readonly rows: number;
  readonly values: Float64Array;
  /** Whether the outermost cells' middles lie on the edges, and not half a cell within. */
  readonly reachesEdges: boolean;
}

/** A point of a picture, in pixels. */
export type Pixel = readonly [x: number, y: number];

/** The area where a grid's numbers are at least a level: as an SVG path, and its border as lines within the picture. */
export interface Contour {
  readonly level: number;
  readonly area: string;
  readonly lines: readonly (readonly Pixel[])[];
}

/** The contours of a grid at some levels. */
export function contoursOf(grid: Grid, levels: readonly number[], frame: Frame): Contour[] {
  const { columns, rows } = grid;
  const values = Array.from(grid.values, (value) => (Number.isNaN(value) ? Number.POSITIVE_INFINITY : value));
  const find = contours().size([columns, rows]);
  const place = placing(grid, frame);
  return levels.map((level) => {
    const rings = find.contour(values, level).coordinates.flat().filter(isResolved);
    return {
      level,
      area: rings.map((ring) => `${pathOf(ring.map(place))}z`).join(""),
      lines: rings.flatMap((ring) => withoutEdges(ring, grid)).map((line) => line.map(place)),
    };
  });
}

/** Whether a ring is more than what a grid makes of a valley narrower than its cells: a row of specks. */
function isResolved(ring: number[][]): boolean {
  // The shoelace formula.
  const twice = ring.slice(1).reduce((sum, [x, y], k) => sum + ring[k][0] * y - x * ring[k][1], 0);
  return Math.abs(twice) / 2 > leastArea;
}

/** In cells. */
const leastArea = 1;

/** An SVG path through points. */
export function pathOf(points: readonly Pixel[]): string {
  return points.map(([x, y], k) => `${k === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`).join("");
}

/** From a grid's coordinates, in which cell (i, j) has its middle at (i + ½, j + ½), to pixels. */
function placing({ columns, rows, reachesEdges }: Grid, frame: Frame): (position: number[]) => Pixel {
  const { left, top, innerWidth, innerHeight } = frame;
  const along = (at: number, count: number) =>
    reachesEdges ? Math.max(0, Math.min(1, (at - 0.5) / (count - 1))) : at / count;
  return ([x, y]) => [left + along(x, columns) * innerWidth, top + along(y, rows) * innerHeight];
}

/** A ring without the parts that lead along the picture's edges: lines that end there. */
function withoutEdges(ring: number[][], { columns, rows, reachesEdges }: Grid): number[][][] {
  const isAtEdge = ([x, y]: number[]) => x <= 0 || x >= columns || y <= 0 || y >= rows;
  const lines: number[][][] = [];
  let line: number[][] = [];
  const start = Math.max(0, ring.findIndex(isAtEdge));
  for (let k = 0; k < ring.length; k++) {
    // The last point of a ring is its first once more.
    const point = ring[(start + k) % (ring.length - 1)];
    if (!isAtEdge(point)) {
      line.push(point);
      continue;
    }
    if (line.length > 1) lines.push(reachesEdges ? line : extended(line, columns, rows));
    line = [];
  }
  if (line.length > 1) lines.push(line);
  return lines;
}

/** A line whose ends lie half a cell within the edges, led straight on to them. */
function extended(line: number[][], columns: number, rows: number): number[][] {
  const beyond = ([x, y]: number[], [fromX, fromY]: number[]) => {
    const [dx, dy] = [x - fromX, y - fromY];
    const length = Math.hypot(dx, dy) || 1;
    const clamped = (value: number, most: number) => Math.max(0, Math.min(most, value));
    return [clamped(x + (0.75 * dx) / length, columns), clamped(y + (0.75 * dy) / length, rows)];
  };
  const last = line.length - 1;
  return [beyond(line[0], line[1]), ...line, beyond(line[last], line[last - 1])];
}
