import { drawBox } from "./draw-box.ts";
import { drawText } from "./draw-text.ts";
import { add, type Drawing, include, portable } from "./drawing.ts";

/** Draws an element and all that is in it, in the order of the document, as it is painted. */
export function drawElement(drawing: Drawing, element: Element, into: SVGElement): void {
  const style = getComputedStyle(element);
  if (!isSeen(style)) return;
  const group = Number(style.opacity) < 1 ? add(into, "g", { opacity: style.opacity }) : into;
  if (element instanceof SVGSVGElement) drawSvg(drawing, element, group);
  else if (element instanceof HTMLCanvasElement) drawCanvas(drawing, element, group);
  else drawContent(drawing, element, style, group);
}

/** An element's own box, and then what is in it. */
function drawContent(drawing: Drawing, element: Element, style: CSSStyleDeclaration, group: SVGElement): void {
  if (style.visibility === "visible") drawBox(drawing, drawing.place(element.getBoundingClientRect()), style, group);
  drawGenerated(drawing, element, "::before", group);
  for (const child of element.childNodes) {
    if (child instanceof Element) drawElement(drawing, child, group);
    else if (child instanceof Text && style.visibility === "visible") drawText(drawing, child, style, group);
  }
  drawGenerated(drawing, element, "::after", group);
}

/** Whether anything of an element can be seen; what is for screen readers only is cut away. */
function isSeen(style: CSSStyleDeclaration): boolean {
  return style.display !== "none" && style.clipPath === "none" && style.opacity !== "0";
}

/** A line or a patch that a style sheet puts beside an element's content. */
function drawGenerated(drawing: Drawing, element: Element, which: "::before" | "::after", into: SVGElement): void {
  const style = getComputedStyle(element, which);
  if (style.content !== '""' || style.position !== "absolute" || style.display === "none") return;
  const around = drawing.place(containerOf(element).getBoundingClientRect());
  const [left, top] = [style.left, style.top].map(Number.parseFloat);
  const [width, height] = [style.width, style.height].map(Number.parseFloat);
  if (![left, top, width, height].every(Number.isFinite)) return;
  const box = { left: around.left + left, top: around.top + top, right: 0, bottom: 0 };
  drawBox(drawing, { ...box, right: box.left + width, bottom: box.top + height }, style, into);
}

/** The nearest element that absolute positions count from. */
function containerOf(element: Element): Element {
  let container = element;
  while (container.parentElement && getComputedStyle(container).position === "static")
    container = container.parentElement;
  return container;
}

function drawCanvas(drawing: Drawing, canvas: HTMLCanvasElement, into: SVGElement): void {
  if (canvas.width === 0 || canvas.height === 0) return;
  const box = drawing.place(canvas.getBoundingClientRect());
  include(drawing, box);
  add(into, "image", {
    x: box.left,
    y: box.top,
    width: box.right - box.left,
    height: box.bottom - box.top,
    preserveAspectRatio: "none",
    href: canvas.toDataURL("image/png"),
  });
}

/** How SVG looks by the style sheet, and what each of it is unless said. Those that children take over come first. */
const inherited = {
  fill: "rgb(0, 0, 0)",
  "fill-opacity": "1",
  stroke: "none",
  "stroke-width": "1px",
  "stroke-opacity": "1",
  "stroke-dasharray": "none",
  "stroke-linecap": "butt",
  "stroke-linejoin": "miter",
  "text-anchor": "start",
  "font-family": "",
  "font-size": "",
  "font-weight": "400",
  "font-style": "normal",
  visibility: "visible",
} as const;
const own = { opacity: "1", display: "inline", "dominant-baseline": "auto", "vector-effect": "none" } as const;

/** What of an SVG's attributes is part of its shape, and not of how the page deals with it. */
const isOfThePage = /^(class|style|role|tabindex|title|focusable|data-.*|aria-.*|on.*)$/;

/** Takes an SVG of the page over, with what the style sheet says of it written into it. */
function drawSvg(drawing: Drawing, svg: SVGSVGElement, into: SVGElement): void {
  const box = drawing.place(svg.getBoundingClientRect());
  const [width, height] = [box.right - box.left, box.bottom - box.top];
  if (width === 0 || height === 0) return;
  const { viewBox } = svg;
  const ownBox = svg.hasAttribute("viewBox")
    ? `${viewBox.baseVal.x} ${viewBox.baseVal.y} ${viewBox.baseVal.width} ${viewBox.baseVal.height}`
    : `0 0 ${width} ${height}`;
  const frame = { x: box.left, y: box.top, width, height, viewBox: ownBox, overflow: "visible" };
  const copy = add(into, "svg", frame);
  const style = getComputedStyle(svg);
  for (const name of Object.keys(inherited)) copy.setAttribute(name, portable(style.getPropertyValue(name)));
  for (const child of svg.children) copySvg(drawing, child, style, copy);
  if (svg.clientWidth > 0) include(drawing, box);
}

function copySvg(drawing: Drawing, element: Element, around: CSSStyleDeclaration, into: Element): void {
  const style = getComputedStyle(element);
  if (element.localName === "title" || style.display === "none") return;
  if (element.localName === "foreignObject") {
    for (const child of element.children) drawElement(drawing, child, drawing.root);
    return;
  }
  const copy = document.createElementNS(element.namespaceURI, element.localName);
  for (const { name, value } of element.attributes) if (!isOfThePage.test(name)) copy.setAttribute(name, value);
  for (const name of Object.keys(inherited)) {
    const value = style.getPropertyValue(name);
    if (value !== around.getPropertyValue(name)) copy.setAttribute(name, portable(value));
    else copy.removeAttribute(name);
  }
  for (const [name, initial] of Object.entries(own)) {
    const value = style.getPropertyValue(name);
    if (value !== initial) copy.setAttribute(name, value);
  }
  if (style.transform !== "none" && !element.hasAttribute("transform")) copy.setAttribute("transform", style.transform);
  for (const child of element.childNodes) {
    if (child instanceof Element) copySvg(drawing, child, style, copy);
    else if (child instanceof Text) copy.append(child.data);
  }
  into.append(copy);
}
