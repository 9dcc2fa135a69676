import { add, type Box, type Drawing, include } from "./drawing.ts";

const sides = ["Top", "Right", "Bottom", "Left"] as const;

/** Draws an element's background, its border and its outline. */
export function drawBox(drawing: Drawing, box: Box, style: CSSStyleDeclaration, into: SVGElement): void {
  const radius = Number.parseFloat(style.borderTopLeftRadius) || null;
  const isFilled = isVisible(style.backgroundColor);
  if (isFilled) fill(drawing, box, style.backgroundColor, radius, into);
  if (style.backgroundImage.includes("repeating-linear-gradient")) hatch(drawing, box, style.backgroundImage, into);
  const borders = sides.map((side) => ({
    width: Number.parseFloat(style[`border${side}Width`]),
    line: style[`border${side}Style`],
    colour: style[`border${side}Color`],
  }));
  const [first, ...others] = borders;
  if (
    others.every(({ width, line, colour }) => width === first.width && line === first.line && colour === first.colour)
  ) {
    drawFrame(drawing, box, first, first.width / 2, radius, into);
  } else {
    drawSides(drawing, box, borders, into);
  }
  const outline = {
    width: Number.parseFloat(style.outlineWidth),
    line: style.outlineStyle,
    colour: style.outlineColor,
  };
  const offset = Number.parseFloat(style.outlineOffset) || 0;
  drawFrame(drawing, box, outline, -offset - outline.width / 2, radius && radius + offset, into);
}

interface Line {
  readonly width: number;
  readonly line: string;
  readonly colour: string;
}

function fill(drawing: Drawing, box: Box, colour: string, radius: number | null, into: SVGElement): void {
  const size = sizeOf(box);
  if (size.width <= 0 || size.height <= 0) return;
  include(drawing, box);
  const round = radius && Math.min(radius, size.width / 2, size.height / 2);
  add(into, "rect", { x: box.left, y: box.top, ...size, rx: round, fill: colour });
}

/** A line all around a box, so far inside its edge. */
function drawFrame(
  drawing: Drawing,
  box: Box,
  line: Line,
  inset: number,
  radius: number | null,
  into: SVGElement,
): void {
  if (!isDrawn(line)) return;
  const edge = {
    left: box.left + inset,
    top: box.top + inset,
    right: box.right - inset,
    bottom: box.bottom - inset,
  };
  const size = sizeOf(edge);
  if (size.width <= 0 || size.height <= 0) return;
  include(drawing, edge);
  const round = radius && Math.max(0, Math.min(radius - inset, size.width / 2, size.height / 2));
  add(into, "rect", { x: edge.left, y: edge.top, ...size, rx: round, fill: "none", ...strokeOf(line) });
}

function drawSides(drawing: Drawing, box: Box, [top, right, bottom, left]: readonly Line[], into: SVGElement): void {
  const y = (line: Line, at: number) => ({ x1: box.left, x2: box.right, y1: at, y2: at, ...strokeOf(line) });
  const x = (line: Line, at: number) => ({ x1: at, x2: at, y1: box.top, y2: box.bottom, ...strokeOf(line) });
  const lines = [
    { line: top, shape: y(top, box.top + top.width / 2) },
    { line: right, shape: x(right, box.right - right.width / 2) },
    { line: bottom, shape: y(bottom, box.bottom - bottom.width / 2) },
    { line: left, shape: x(left, box.left + left.width / 2) },
  ].filter(({ line }) => isDrawn(line));
  if (lines.length > 0) include(drawing, box);
  for (const { shape } of lines) add(into, "line", shape);
}

/** Slanted lines in the place of a number that is yet to come. */
function hatch(drawing: Drawing, box: Box, gradient: string, into: SVGElement): void {
  const colour = [...gradient.matchAll(/(?:rgb|color)a?\([^()]*\)/g)]
    .map(([found]) => found)
    .filter(isVisible)
    .at(-1);
  if (!colour) return;
  include(drawing, box);
  const { height } = sizeOf(box);
  const every = 5.66;
  const lines: string[] = [];
  for (let x = box.left - height; x < box.right; x += every) {
    const [from, to] = [Math.max(x, box.left), Math.min(x + height, box.right)];
    if (to > from)
      lines.push(
        `M${from.toFixed(2)} ${(box.bottom - from + x).toFixed(2)}L${to.toFixed(2)} ${(box.bottom - to + x).toFixed(2)}`,
      );
  }
  add(into, "path", { d: lines.join(""), stroke: colour, "stroke-width": 1, fill: "none" });
}

function strokeOf({ width, line, colour }: Line) {
  const dashes: Readonly<Record<string, string>> = { dashed: `${3 * width} ${2 * width}`, dotted: `${width} ${width}` };
  return { stroke: colour, "stroke-width": width, "stroke-dasharray": dashes[line] };
}

function isDrawn({ width, line, colour }: Line): boolean {
  return width > 0 && line !== "none" && line !== "hidden" && isVisible(colour);
}

function isVisible(colour: string): boolean {
  return colour !== "transparent" && !/(?:,\s*|\/\s*)0(?:\.0+)?\)$/.test(colour);
}

function sizeOf({ left, top, right, bottom }: Box) {
  return { width: right - left, height: bottom - top };
}
