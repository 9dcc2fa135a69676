/** Where the cards of a network stand, in pixels from the top left of its picture. */

/** One column of cards: the inputs, or the units of one layer. */
export interface Column {
  readonly x: number;
  readonly width: number;
  /** How many units have a card of their own; the others share one card at the end. */
  readonly shown: number;
  readonly hidden: number;
  /** The top of each card; the one for the hidden units comes last. */
  readonly tops: readonly number[];
  /** The line of text above the first card. */
  readonly headerTop: number;
}

/** A network drawn from left to right. */
export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  readonly inputs: Column;
  readonly layers: readonly Column[];
  readonly loss: { readonly x: number; readonly width: number; readonly top: number; readonly height: number };
}

/** The size of a unit's card. */
export const cardHeight = 38;
/** Even, like every height here, so that the columns share one middle. */
const pitch = 44;

/** A layer wider than this shows its first units only. */
const mostCards = 12;
const shownOfMany = 10;

const inset = 24;
const inputWidth = 124;
const unitWidth = 140;
const lossWidth = 152;
const topInset = 6;
const header = 20;
const gap = { least: 76, most: 260 };
const lossGap = { least: 48, most: 72 };

/** The loss's card has lines of text: its formula, its value, and each target. */
const lossLine = 20;
const lossPadding = 8;

/**
 * Spreads a network's columns over the available width, each centred upon the tallest.
 * @param lossLines how many lines the loss's card has
 */
export function networkLayout(
  available: number,
  inputs: number,
  units: readonly number[],
  lossLines: number,
): NetworkLayout {
  const least = 2 * inset + inputWidth + units.length * (gap.least + unitWidth) + lossGap.least + lossWidth;
  const spare = Math.max(0, available - least);
  const lossGapWidth = Math.min(lossGap.most, lossGap.least + spare);
  const spareForGaps = spare - (lossGapWidth - lossGap.least);
  const gapWidth = Math.min(gap.most, gap.least + Math.floor(spareForGaps / units.length));

  const lossHeight = 2 * lossPadding + lossLines * lossLine;
  const tallest = Math.max(...[inputs, ...units].map((count) => heightOf(cardsFor(count))), lossHeight);
  const column = (x: number, width: number, count: number): Column => {
    const cards = cardsFor(count);
    const top = topInset + header + (tallest - heightOf(cards)) / 2;
    const isCut = count > mostCards;
    return {
      x,
      width,
      shown: isCut ? shownOfMany : count,
      hidden: isCut ? count - shownOfMany : 0,
      tops: Array.from({ length: cards }, (_, k) => top + k * pitch),
      headerTop: top - header,
    };
  };
  const start = inset + inputWidth + gapWidth;
  const layers = units.map((count, l) => column(start + l * (unitWidth + gapWidth), unitWidth, count));
  const lossX = start + units.length * (unitWidth + gapWidth) - gapWidth + lossGapWidth;
  return {
    width: lossX + lossWidth + inset,
    height: topInset + header + tallest + 4,
    inputs: column(inset, inputWidth, inputs),
    layers,
    loss: { x: lossX, width: lossWidth, top: topInset + header + (tallest - lossHeight) / 2, height: lossHeight },
  };
}

/** The y of the middle of a column's card. */
export function middleOf({ tops }: Column, card: number): number {
  return tops[card] + cardHeight / 2;
}

function cardsFor(count: number): number {
  return count > mostCards ? shownOfMany + 1 : count;
}

function heightOf(cards: number): number {
  return (cards - 1) * pitch + cardHeight;
}
