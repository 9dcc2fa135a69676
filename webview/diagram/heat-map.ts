import type { MatrixMap } from "../../src/run/shown-layer.ts";
import { emphasized, type HeatColours, pixelOf } from "./heat-colours.ts";

/** A matrix as a picture, a pixel for each number; `bound` has the strongest colour. */
export function pictureOf(
  { rows, columns, values }: MatrixMap,
  bound: number,
  colours: HeatColours,
): HTMLCanvasElement {
  return paintedPixels(columns, rows, (k) => pixelOf(colours, bound > 0 ? emphasized(values[k] / bound) : 0));
}

/** A canvas of so many pixels, each with its colour. */
export function paintedPixels(width: number, height: number, pixelAt: (index: number) => number): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  for (let k = 0; k < pixels.length; k++) pixels[k] = pixelAt(k);
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  return canvas;
}
