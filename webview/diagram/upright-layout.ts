/** Where the parts of a chain stand that runs from top to bottom, in pixels from the top left of its picture. */
export interface UprightLayout {
  /** Left edge and width of every card. */
  readonly left: number;
  readonly width: number;
  readonly padding: number;
  /** Room for the layer's name, before the columns of numbers. */
  readonly nameWidth: number;
  readonly columnWidth: number;
  /** Where the wire runs down, and where the way back runs up: the middle of the ∂ℓ/∂a column. */
  readonly wire: number;
  readonly lane: number;
  /** The size of the numbers, in pixels, and how many characters they may have. */
  readonly fontSize: number;
  readonly cardRoom: number;
  /** For a weight beside its wire, and as a factor beside the way back: the same digits in both, if there is room. */
  readonly weightRoom: number;
  readonly factorRoom: number;
  /** For a weight's gradient. */
  readonly gradientRoom: number;
  /** Whether a gradient's label stands above its number, for want of room beside it. */
  readonly isStacked: boolean;
}

/** Heights from top to bottom; those within a card are in chain.css. */
export const uprightHeights = { inset: 2, input: 30, gap: 36, card: 50 } as const;

/** The columns z, a, ∂ℓ/∂a, b and ∂ℓ/∂b. */
const columns = 5;
/** The width of a digit of the usual editor fonts, in their size. */
const digit = 0.604;
/** The most characters that a number keeps room for: −5.94×10⁻¹⁶. */
const longest = 11;
const symbolWidth = 24;
const gradientLabelWidth = 58;
/** The characters that a gradient keeps where it could give up one: −1.234. */
const leastGradient = 6;
/** Fewer characters than this, and the gradient's label moves above its number: 0.24. */
const leastFactor = 4;
/** From so many on, a weight does without the digits that its factor has no room for. */
const usualFactor = 6;

/** Fits the columns of an upright chain into the available width. */
export function uprightLayout(available: number): UprightLayout {
  const inset = available < 640 ? 12 : 16;
  const width = available - 2 * inset;
  const isTiny = available < 400;
  const padding = isTiny ? 8 : 12;
  const nameWidth = isTiny ? 44 : Math.round(width * 0.12);
  const columnWidth = Math.floor((width - 2 * padding - nameWidth) / columns);
  const start = inset + padding + nameWidth;
  const fontSize = columnWidth >= 56 ? 13 : columnWidth >= 51 ? 12 : 11;
  const wire = start + Math.round(columnWidth * (isTiny ? 0.5 : 1));
  const lane = start + Math.round(columnWidth * 2.5);
  const roomIn = (pixels: number) => Math.floor(pixels / (fontSize * digit));
  const cardRoom = roomIn(columnWidth - 6);
  const room = Math.min(longest, roomIn(lane - wire - 16 - symbolWidth));
  /** What a factor has room for if the gradient takes so many characters, with or without its label beside it. */
  const besideGradient = (characters: number, labelWidth: number) => {
    const gradientWidth = characters * fontSize * digit + labelWidth;
    return roomIn(inset + width - padding - gradientWidth - lane - 12) - "×".length;
  };
  const gradientInLine = Math.min(longest, cardRoom, Math.max(leastGradient, cardRoom - 1));
  const isStacked = besideGradient(gradientInLine, gradientLabelWidth) < leastFactor;
  const gradientRoom = isStacked ? Math.min(longest, cardRoom) : gradientInLine;
  const beside = besideGradient(gradientRoom, isStacked ? 0 : gradientLabelWidth);
  return {
    left: inset,
    width,
    padding,
    nameWidth,
    columnWidth,
    wire,
    lane,
    fontSize,
    cardRoom,
    weightRoom: beside >= usualFactor ? Math.min(room, beside) : room,
    factorRoom: Math.min(room, beside),
    gradientRoom,
    isStacked,
  };
}

/** What a badge beside the way back takes, with the room around it. */
const badgeWidth = 21;
/** Fewer characters than this, and a factor beside a badge is written smaller: ×1.5. */
const leastMarked = 4;

/**
 * How many characters there is room for between a badge beside the way back and the gradient, which has so many.
 */
export function roomBesideBadge(
  { left, width, padding, lane, fontSize, isStacked }: UprightLayout,
  gradientLength: number,
): { readonly room: number; readonly isSmall: boolean } {
  const gradient = gradientLength * fontSize * digit + (isStacked ? 0 : gradientLabelWidth);
  const pixels = left + width - padding - gradient - lane - 12 - badgeWidth - 6;
  const room = Math.floor(pixels / (fontSize * digit));
  if (room >= leastMarked) return { room, isSmall: false };
  return { room: Math.max(leastMarked, Math.floor(pixels / (smallFont * digit))), isSmall: true };
}

/** The size of a factor that is written smaller, in pixels. */
const smallFont = 11;

/** The top of layer `index`'s card; one past the last layer it is the top of the loss. */
export function uprightTop(index: number): number {
  const { inset: top, input, gap, card } = uprightHeights;
  return top + input + gap + index * (card + gap);
}
