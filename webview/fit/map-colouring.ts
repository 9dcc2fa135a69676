import { scaleLinear } from "d3-scale";
import type { FitMap } from "../../src/core/inspection/fit-map.ts";
import type { Range } from "../../src/core/inspection/fit-range.ts";
import { type MapColours, mapColour, mapStrength, mixed, type Rgb, readMapColours, shareOf } from "../map-colours.ts";
import { readGroupColours } from "../maps/marks.ts";

/** How much of a class's colour its region has at least: where it wins by nothing. */
const leastStrength = 0.18;

/** The ends of a map's scale: those of the targets; around 0 where they lie on both sides of it. */
export function scaleOf({ range: [low, high], border }: Pick<FitMap, "range" | "border">): Range {
  if (!(high > low)) return [low - 1, low + 1];
  if (border !== null || low >= 0 || high <= 0) return [low, high];
  const [, end] = scaleLinear([0, Math.max(-low, high)], [0, 1])
    .nice(4)
    .domain();
  return [-end, end];
}

/** The colour of each cell of a map in the current theme. */
export function cellColours(map: FitMap): (cell: number) => Rgb | null {
  const colours = readMapColours();
  return map.of === "classes" ? classColours(map, colours) : outputColours(map, colours);
}

function outputColours(map: FitMap, colours: MapColours): (cell: number) => Rgb | null {
  const scale = scaleOf(map);
  const [values] = map.layers;
  return (cell) => (Number.isFinite(values[cell]) ? mapColour(colours, shareOf(values[cell], scale)) : null);
}

/** The more a class leads, the more of its colour. */
function classColours({ layers }: FitMap, { neutral }: MapColours): (cell: number) => Rgb | null {
  const groups = readGroupColours(layers.length);
  return (cell) => {
    const winner = layers.findIndex((lead) => lead[cell] >= 0);
    if (winner < 0) return null;
    const strength = leastStrength + (mapStrength - leastStrength) * Math.min(1, layers[winner][cell]);
    return mixed(neutral, groups[winner], strength);
  };
}
