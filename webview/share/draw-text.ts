import { add, type Drawing, include } from "./drawing.ts";
import { italic } from "./math-italic.ts";

/** Draws a text as it stands on the page, line by line. */
export function drawText(drawing: Drawing, text: Text, style: CSSStyleDeclaration, into: SVGElement): void {
  if (text.data.trim() === "") return;
  const ascent = ascentOf(style);
  for (const { from, to, onScreen } of linesOf(text)) {
    const shown = shownAs(text.data.slice(from, to), style, text.parentElement);
    if (shown.trim() === "" || onScreen.width === 0) continue;
    const limit = limitOf(text.parentElement);
    const isCut = limit !== null && onScreen.right > limit + 1;
    const box = drawing.place(onScreen);
    if (!isCut) include(drawing, box);
    const written = add(into, "text", {
      x: box.left,
      y: box.top + (box.bottom - box.top) * ascent,
      fill: style.color,
      "font-family": style.fontFamily,
      "font-size": style.fontSize,
      "font-weight": style.fontWeight === "400" ? null : style.fontWeight,
      "font-style": style.fontStyle === "normal" ? null : style.fontStyle,
      // Another font must not move what stands beside it.
      textLength: isCut || shown.length < 2 ? null : box.right - box.left,
      lengthAdjust: isCut || shown.length < 2 ? null : "spacingAndGlyphs",
      "xml:space": "preserve",
    });
    written.textContent = isCut && limit !== null ? cutTo(text, from, to, limit) : shown;
  }
}

/** The pieces of a text that stand in one line each. */
function linesOf(text: Text): { from: number; to: number; onScreen: DOMRect }[] {
  const range = document.createRange();
  range.selectNodeContents(text);
  const rects = [...range.getClientRects()];
  if (rects.length <= 1) return rects.map((onScreen) => ({ from: 0, to: text.length, onScreen }));
  const lines: { from: number; to: number; onScreen: DOMRect }[] = [];
  for (let at = 0; at < text.length; at++) {
    range.setStart(text, at);
    range.setEnd(text, at + 1);
    const [onScreen] = range.getClientRects();
    if (!onScreen) continue;
    const line = lines[lines.length - 1];
    if (line && Math.abs(line.onScreen.top - onScreen.top) < 2) {
      line.to = at + 1;
      line.onScreen = new DOMRect(
        line.onScreen.x,
        line.onScreen.y,
        onScreen.right - line.onScreen.x,
        line.onScreen.height,
      );
    } else {
      lines.push({ from: at, to: at + 1, onScreen });
    }
  }
  return lines;
}

/** The right edge on the screen from which a text is cut off with an ellipsis; null where none is. */
function limitOf(element: Element | null): number | null {
  for (let around = element; around; around = around.parentElement) {
    const { textOverflow, display } = getComputedStyle(around);
    if (textOverflow === "ellipsis") return around.getBoundingClientRect().right;
    if (display !== "inline") return null;
  }
  return null;
}

/** As much of a text as has room before the limit, with an ellipsis. */
function cutTo(text: Text, from: number, to: number, limit: number): string {
  const range = document.createRange();
  range.setStart(text, from);
  for (let end = to - 1; end > from; end--) {
    range.setEnd(text, end);
    const { right, height } = range.getBoundingClientRect();
    if (right + height / 2 <= limit) return `${text.data.slice(from, end).trimEnd()}…`;
  }
  return "…";
}

function shownAs(text: string, { textTransform }: CSSStyleDeclaration, element: Element | null): string {
  // A variable of one letter is slanted by MathML, not by a font's style.
  if (element?.localName === "mi") return italic(text.trim());
  const shown = text.replace(/\s+/g, " ");
  return textTransform === "uppercase" ? shown.toUpperCase() : shown;
}

const measuring = document.createElement("canvas").getContext("2d");

/** Which share of a line's height lies above the baseline. */
function ascentOf({ fontStyle, fontWeight, fontSize, fontFamily }: CSSStyleDeclaration): number {
  if (!measuring) return 0.8;
  measuring.font = `${fontStyle} ${fontWeight} ${fontSize} ${fontFamily}`;
  const { fontBoundingBoxAscent: above, fontBoundingBoxDescent: below } = measuring.measureText("x");
  return above / (above + below);
}
