/** A rectangle in the pixels of the part of the page that is drawn. */
export interface Box {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** An SVG in the making. */
export interface Drawing {
  readonly root: SVGSVGElement;
  /** What was drawn so far lies within these. */
  readonly bounds: { left: number; top: number; right: number; bottom: number };
  /** Where something on the screen lies in the drawing. */
  readonly place: (onScreen: DOMRect) => Box;
}

const namespace = "http://www.w3.org/2000/svg";

/** An empty drawing of a part of the page, which may be shown larger or smaller than it is. */
export function createDrawing(element: HTMLElement): Drawing {
  const origin = element.getBoundingClientRect();
  const scale = origin.width / element.offsetWidth || 1;
  return {
    root: document.createElementNS(namespace, "svg"),
    bounds: { left: 0, top: 0, right: element.offsetWidth, bottom: element.offsetHeight },
    place: ({ left, top, right, bottom }) => ({
      left: (left - origin.left) / scale,
      top: (top - origin.top) / scale,
      right: (right - origin.left) / scale,
      bottom: (bottom - origin.top) / scale,
    }),
  };
}

/** Adds a shape; numbers are written to a hundredth of a pixel, and what is not set is left out. */
export function add(
  into: SVGElement,
  name: string,
  attributes: Readonly<Record<string, string | number | null | undefined>>,
): SVGElement {
  const shape = document.createElementNS(namespace, name) as SVGElement;
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value === null || value === undefined) continue;
    shape.setAttribute(attribute, typeof value === "number" ? String(Math.round(100 * value) / 100) : portable(value));
  }
  into.append(shape);
  return shape;
}

/** A style as programs other than browsers read it, too: mixtures of colours come as color(srgb 0.5 0.5 0.5 / 0.3). */
export function portable(style: string): string {
  return style.replace(/color\(srgb ([^)]*)\)/g, (_, numbers: string) => {
    const [red, green, blue, alpha = 1] = numbers.split(/[\s/]+/).map(Number);
    const channels = [red, green, blue].map((channel) => Math.round(255 * channel));
    return alpha === 1 ? `rgb(${channels.join(", ")})` : `rgba(${[...channels, alpha].join(", ")})`;
  });
}

/** Has the drawing reach around a box. */
export function include({ bounds }: Drawing, { left, top, right, bottom }: Box): void {
  bounds.left = Math.min(bounds.left, left);
  bounds.top = Math.min(bounds.top, top);
  bounds.right = Math.max(bounds.right, right);
  bounds.bottom = Math.max(bounds.bottom, bottom);
}
