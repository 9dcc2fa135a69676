import type { MatrixMap } from "../../src/run/matrix-map.ts";
import { emphasized, type HeatColours, pixelOf } from "./heat-colours.ts";

/** A map of a matrix as a picture, a pixel for each block; what it is a share of has the strongest colour. */
export function pictureOf({ rows, columns, shares }: MatrixMap, colours: HeatColours): HTMLCanvasElement {
  return paintedPixels(columns, rows, (k) => pixelOf(colours, emphasized(shares[k])));
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
