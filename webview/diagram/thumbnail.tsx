import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { ActivationName } from "../../src/core/activation.ts";
import type { UnitMaps } from "../../src/core/inspection/unit-maps.ts";
import { themeVersion } from "../theme.ts";
import { extentOf } from "./extent.ts";
import { heatColours, pixelOf } from "./heat-colours.ts";
import { paintedPixels } from "./heat-map.ts";

/** How a layer's activations become colours: `middle` has the background's, and what is `reach` away the strongest. */
export interface MapScale {
  readonly middle: number;
  readonly reach: number;
}

/** The scale of a layer, the same for all its units. */
export function mapScale(activation: ActivationName, isLast: boolean, values: ArrayLike<number>): MapScale {
  switch (activation) {
    case "tanh":
      return { middle: 0, reach: 1 };
    case "sigmoid":
    case "softmax":
      // As an output it is a probability: the border lies at one half.
      return isLast ? { middle: 0.5, reach: 0.5 } : { middle: 0, reach: 1 };
    default:
      return { middle: 0, reach: extentOf(values).bound || 1 };
  }
}

interface ThumbnailProps {
  readonly maps: UnitMaps;
  /** The maps of the inputs, or of a layer. */
  readonly values: Float64Array;
  /** Which of them, counted from 0. */
  readonly unit: number;
  readonly scale: MapScale;
  readonly title: string;
}

/** What one unit makes of each point of the plane of two inputs, as a small picture. */
export function Thumbnail({ maps, values, unit, scale, title }: ThumbnailProps): JSX.Element {
  const ref = useRef<HTMLCanvasElement>(null);
  const { columns, rows } = maps;
  const { middle, reach } = scale;
  const theme = themeVersion.value;
  useLayoutEffect(() => {
    const context = ref.current?.getContext("2d");
    if (!context) return;
    const colours = heatColours();
    const start = unit * columns * rows;
    // The map's rows begin below, a picture's above.
    const placeOf = (k: number) => start + (rows - 1 - Math.floor(k / columns)) * columns + (k % columns);
    const painted = paintedPixels(columns, rows, (k) => pixelOf(colours, (values[placeOf(k)] - middle) / reach));
    context.drawImage(painted, 0, 0);
  }, [maps, values, unit, middle, reach, theme]);
  return (
    <canvas class="thumbnail" ref={ref} width={columns} height={rows} role="img" aria-label={title} title={title} />
  );
}
