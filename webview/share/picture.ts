import { drawElement } from "./draw-element.ts";
import { createDrawing, type Drawing } from "./drawing.ts";

/** A part of the page as a drawing. */
export interface Picture {
  readonly svg: string;
  readonly width: number;
  readonly height: number;
}

/** The room around what is drawn, in pixels. */
const margin = 16;
/** A PNG has so many pixels for each of the page. */
const pixelRatio = 2;

/**
 * Draws a part of the page anew as plain SVG, with every text as text: any program can open it. (A library that wraps
 * the page's HTML in an SVG gives files that browsers alone can show, and leaves out what style sheets say of SVG.)
 */
export function readPicture(element: HTMLElement): Picture {
  const drawing = createDrawing(element);
  drawElement(drawing, element, drawing.root);
  return finish(drawing);
}

function finish({ root, bounds }: Drawing): Picture {
  const left = Math.floor(bounds.left) - margin;
  const top = Math.floor(bounds.top) - margin;
  const width = Math.ceil(bounds.right) + margin - left;
  const height = Math.ceil(bounds.bottom) + margin - top;
  const attributes = { width, height, viewBox: `${left} ${top} ${width} ${height}` };
  for (const [name, value] of Object.entries(attributes)) root.setAttribute(name, String(value));
  const paper = document.createElementNS(root.namespaceURI, "rect");
  const background = getComputedStyle(document.body).backgroundColor;
  for (const [name, value] of Object.entries({ x: left, y: top, width, height, fill: background })) {
    paper.setAttribute(name, String(value));
  }
  root.prepend(paper);
  return { svg: new XMLSerializer().serializeToString(root), width, height };
}

/** A picture as a PNG, in base64. */
export async function pngOf({ svg, width, height }: Picture): Promise<string> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * pixelRatio;
  canvas.height = height * pixelRatio;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png").split(",")[1];
}
