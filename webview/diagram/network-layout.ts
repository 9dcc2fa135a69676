import { type FoldRows, foldRows, topOf } from "./fold-rows.ts";
import { type ColumnKind, hasRoomForThumbnails, layerWidth, networkWidths, widthOf } from "./network-widths.ts";

/** Where the parts of a network stand, in pixels from the top left of its picture. */

/** One column: the inputs, or the units of one layer. */
export type Column = CardsColumn | FoldColumn;

interface Place {
  readonly x: number;
  readonly width: number;
  readonly top: number;
  readonly height: number;
  /** The line of text above it. */
  readonly headerTop: number;
}

/** A column in which every unit has a card. */
export interface CardsColumn extends Place {
  readonly kind: "cards";
  /** The top of each card. */
  readonly tops: readonly number[];
}

/** A column whose units are folded into maps and bars. */
export interface FoldColumn extends Place {
  readonly kind: "fold";
  readonly units: number;
  /** The rows, from `rowsTop` on. */
  readonly rows: FoldRows;
  readonly rowsTop: number;
}

/** The card of the loss. */
export interface LossPlace extends Omit<Place, "headerTop"> {
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
  /** Whether each card has its unit's map in it. */
  readonly hasThumbnails: boolean;
  /** The inputs, then the layers. */
  readonly columns: readonly Column[];
  /** How many characters the number of an input may have. */
  readonly inputRoom: number;
  /** Whether there is room for the inputs' names beside their symbols. */
  readonly hasInputNames: boolean;
  readonly loss: LossPlace;
}

/** What is to be laid out. */
export interface NetworkShape {
  /** How many inputs there are, and then how many units each layer has. */
  readonly units: readonly number[];
  /** Which units of each column are shown at large where it is folded. */
  readonly open: readonly (readonly number[])[];
  /** Whether the units have maps: there are two inputs. */
  readonly hasMaps: boolean;
  /** Whether there is a line of text below the columns. */
  readonly hasCaptions: boolean;
  /** How many lines the loss's card has besides its formula's. */
  readonly lossLines: number;
  /** How many lines its formula takes in so much room. */
  readonly formulaLines: (room: number) => number;
}

/** The size of a unit's card. */
export const cardHeight = 38;
/** Even, like every height here, so that the columns share one middle. */
const pitch = 44;
/** Many cards stand closer. */
const closePitch = 42;
const manyCards = 9;
/** A few cards beside many stand further apart, so that their edges fan out less. */
const widePitch = 86;

/** A layer wider than this is folded. */
export const mostCards = 12;

const topInset = 6;
const bottomInset = 4;
const header = 20;
const captionHeight = 18;
/** Drawn smaller than this, the numbers could no longer be read: what does not fit then is scrolled to. */
const leastScale = 0.75;

/** A folded layer is as high as this many cards. */
const foldHeight = 9 * pitch - (pitch - cardHeight);
/** Above the rows stand their titles, below them the keys to their colours. */
export const foldTitles = 24;
export const foldKeys = 34;
/** An open drawer holds a strip of the unit's weights, and its card. */
export const stripHeight = 12;
const drawerHeight = stripHeight + cardHeight + 9;
const inputDrawerHeight = cardHeight + 6;

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

/** How a column of so many units is drawn. */
export function kindOf(units: number): ColumnKind {
  return units > mostCards ? "fold" : "cards";
}

/** Spreads a network's columns over the available width, each centred upon the tallest; `room` is the height there is. */
export function networkLayout(available: number, room: number, shape: NetworkShape): NetworkLayout {
  const { units, open, hasMaps, hasCaptions, lossLines, formulaLines } = shape;
  const kinds = units.map(kindOf);
  const layers = kinds.slice(1);
  const hasThumbnails = hasMaps && hasRoomForThumbnails(available, layers);
  const widths = networkWidths(available, layers, hasThumbnails);
  const width = widthOf(widths, layers);
  const isTight = widths.loss < leastWide;
  const formulaRoom = widths.loss - 2 * lossPadding;
  const lossHeight = 2 * lossPadding + (lossLines + formulaLines(formulaRoom)) * lossLine;
  const tallest = Math.max(...units.map(heightOf), lossHeight);
  const top = (height: number) => topInset + header + (tallest - height) / 2;
  const height = topInset + header + tallest + (hasCaptions ? captionHeight : 0) + bottomInset;
  let x = widths.inset;
  const columns = units.map((count, c): Column => {
    const step = count * widePitch <= tallest ? widePitch : pitchOf(count);
    const ownHeight = kinds[c] === "fold" ? foldHeight : (count - 1) * step + cardHeight;
    const place = {
      x,
      width: c === 0 ? widths.input : layerWidth(widths, kinds[c]),
      top: top(ownHeight),
      height: ownHeight,
      headerTop: top(ownHeight) - header,
    };
    x += place.width + widths.gap;
    if (kinds[c] === "cards") {
      return { ...place, kind: "cards", tops: Array.from({ length: count }, (_, k) => place.top + k * step) };
    }
    const drawer = c === 0 ? inputDrawerHeight : drawerHeight;
    return {
      ...place,
      kind: "fold",
      units: count,
      rows: foldRows(count, ownHeight - foldTitles - foldKeys, open[c], drawer),
      rowsTop: place.top + foldTitles,
    };
  });
  return {
    width,
    height,
    scale: Math.min(1, Math.max(leastScale, Math.min(available / width, room / height))),
    hasThumbnails,
    columns,
    inputRoom: roomIn(widths.input - (hasThumbnails ? 36 : 0) - 2 * inputPadding, inputFont),
    hasInputNames: widths.input - (hasThumbnails ? 36 : 0) >= leastWidthForNames,
    loss: {
      x: width - widths.inset - widths.loss,
      width: widths.loss,
      top: top(lossHeight),
      height: lossHeight,
      isTight,
      formulaRoom,
      room: roomIn(widths.loss - 2 * lossPadding, isTight ? tightLossFont : lossFont),
    },
  };
}

/** The height at which the edges of a unit arrive and leave. */
export function middleOf(column: Column, unit: number): number {
  if (column.kind === "cards") return column.tops[unit] + cardHeight / 2;
  const { rows, rowsTop } = column;
  const top = rowsTop + topOf(rows, unit);
  return rows.drawers.some((drawer) => drawer.unit === unit)
    ? top + cardTopInDrawer + cardHeight / 2
    : top + rows.rowHeight / 2;
}

/** From the top of a drawer to its card. */
export const cardTopInDrawer = 3;

/** From where to where the units of a column reach. */
export function unitsExtent(column: Column): readonly [top: number, bottom: number] {
  return column.kind === "cards"
    ? [middleOf(column, 0), middleOf(column, column.tops.length - 1)]
    : [column.rowsTop, column.rowsTop + column.rows.height];
}

function roomIn(width: number, fontSize: number): number {
  return Math.floor(width / (fontSize * digit));
}

function heightOf(units: number): number {
  return kindOf(units) === "fold" ? foldHeight : (units - 1) * pitchOf(units) + cardHeight;
}

function pitchOf(units: number): number {
  return units < manyCards ? pitch : closePitch;
}
