import { networkWidths, widthOf } from "./network-widths.ts";

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

/** The card of the loss. */
export interface LossPlace {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** Whether its numbers are small, and its kind is not named above it. */
  readonly isTight: boolean;
  /** The width that its formula may take, in pixels. */
  readonly formulaRoom: number;
  /** How many characters its numbers may have. */
  readonly room: number;
}

/** A network drawn from left to right. */
export interface NetworkLayout {
  readonly width: number;
  readonly height: number;
  /** How much smaller than that it is drawn, for want of room. */
  readonly scale: number;
  readonly inputs: Column;
  /** How many characters the number of an input may have. */
  readonly inputRoom: number;
  /** Whether there is room for the inputs' names beside their symbols. */
  readonly hasInputNames: boolean;
  readonly layers: readonly Column[];
  readonly loss: LossPlace;
}

/** The size of a unit's card. */
export const cardHeight = 38;
/** Even, like every height here, so that the columns share one middle. */
const pitch = 44;

/** A layer wider than this shows its first units only. */
const mostCards = 12;
const shownOfMany = 10;

const topInset = 6;
const header = 20;
/** Drawn smaller than this, the numbers could no longer be read: what does not fit then is scrolled to. */
const leastScale = 0.75;

/** The width of a digit of the usual editor fonts, in their size. */
const digit = 0.604;
const inputFont = 10.5;
const inputPadding = 6;
const leastWidthForNames = 96;

/** The loss's card has lines of text: its formula, its value, and each target. */
const lossLine = 20;
const lossPadding = 8;
const lossFont = 13;
/** In a tight card; there the padding at the sides is less, too. */
const tightLossFont = 11;
/** A card that is less wide is tight. */
const leastWide = 118;

/**
 * Spreads a network's columns over the available width, each centred upon the tallest.
 * @param lossLines how many lines the loss's card has besides its formula's
 * @param formulaLines how many lines its formula takes in so much room
 */
export function networkLayout(
  available: number,
  inputs: number,
  units: readonly number[],
  lossLines: number,
  formulaLines: (room: number) => number,
): NetworkLayout {
  const widths = networkWidths(available, units.length);
  const width = widthOf(widths, units.length);
  const isTight = widths.loss < leastWide;
  const formulaRoom = widths.loss - 2 * lossPadding;
  const lossHeight = 2 * lossPadding + (lossLines + formulaLines(formulaRoom)) * lossLine;
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
  const start = widths.inset + widths.input + widths.gap;
  return {
    width,
    height: topInset + header + tallest + 4,
    scale: Math.min(1, Math.max(leastScale, available / width)),
    inputs: column(widths.inset, widths.input, inputs),
    inputRoom: roomIn(widths.input - 2 * inputPadding, inputFont),
    hasInputNames: widths.input >= leastWidthForNames,
    layers: units.map((count, l) => column(start + l * (widths.unit + widths.gap), widths.unit, count)),
    loss: {
      x: width - widths.inset - widths.loss,
      width: widths.loss,
      top: topInset + header + (tallest - lossHeight) / 2,
      height: lossHeight,
      isTight,
      formulaRoom,
      room: roomIn(widths.loss - 2 * lossPadding, isTight ? tightLossFont : lossFont),
    },
  };
}

/** The y of the middle of a column's card. */
export function middleOf({ tops }: Column, card: number): number {
  return tops[card] + cardHeight / 2;
}

function roomIn(width: number, fontSize: number): number {
  return Math.floor(width / (fontSize * digit));
}

function cardsFor(count: number): number {
  return count > mostCards ? shownOfMany + 1 : count;
}

function heightOf(cards: number): number {
  return (cards - 1) * pitch + cardHeight;
}
