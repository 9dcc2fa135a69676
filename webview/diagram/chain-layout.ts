/** Where the parts of a chain stand, in pixels from the top left of its picture. */

/** A stretch from left to right. */
export interface Span {
  readonly x: number;
  readonly width: number;
}

/** A chain drawn from left to right. */
export interface ChainLayout {
  readonly width: number;
  readonly input: Span;
  readonly layers: readonly Span[];
  /** The wire before each layer. */
  readonly gaps: readonly Span[];
  readonly lossGap: Span;
  readonly loss: Span;
  /** How many characters a number may have in the input's card, in a layer's card, and on a wire. */
  readonly inputRoom: number;
  readonly cardRoom: number;
  readonly wireRoom: number;
  /** The width that the loss's formula may take in one line, in pixels, and in several smaller ones. */
  readonly formulaRoom: number;
  readonly smallFormulaRoom: number;
}

/** The heights of a chain, the same for every card; those within a card are in chain.css. */
export const chainHeights = {
  cardTop: 10,
  card: 194,
  /** The wire forward, on which the numbers z and a lie. */
  wire: 66,
  /** The way back, on which ∂ℓ/∂a and ∂ℓ/∂z lie. */
  lane: 126,
  /** Where a ribbon that leads down to a bias ends. */
  biasTop: 158,
  picture: 214,
  /** What a caption below each layer adds. */
  caption: 16,
} as const;

/** The widest digit of the usual editor fonts at 13 px. */
const digitWidth = 7.85;
const cardPadding = 12;
/** Room for the activation's graph, or the factor σ′, between two numbers. */
const middle = 38;

const inset = 24;
const input = 76;
/** The least holds the numbers; more only where a formula takes it. */
export const leastLoss = 124;
const card = { least: 172, most: 208 };
const gap = { least: 93, usual: 108, most: 240 };
const lossGap = { least: 40, most: 80 };

/** The width that a chain of so many layers needs. */
export function leastChainWidth(layers: number): number {
  return 2 * inset + input + lossGap.least + leastLoss + layers * (card.least + gap.least);
}

/**
 * Whether a chain stands upright: in a narrow page, and where it does not fit unless it has more layers
 * than such a page could show side by side anyway.
 */
export function standsUpright(available: number, layers: number): boolean {
  return available < 640 || available < leastChainWidth(Math.min(layers, 3));
}

/**
 * Spreads a chain over the available width: first the loss's card grows until it holds its formula, then the wires
 * to their usual length, then the other cards to their most, then the wires again.
 */
export function chainLayout(available: number, layers: number, formulaWidth: number): ChainLayout {
  let spare = Math.max(0, available - leastChainWidth(layers));
  const grow = ({ least, most }: { least: number; most: number }, count: number): number => {
    const growth = Math.min(most - least, Math.floor(spare / count));
    spare -= growth * count;
    return least + growth;
  };
  // A part of what the formula takes would be of no use.
  const lossGrowth = Math.max(0, Math.ceil(formulaWidth) + 2 * cardPadding + 2 - leastLoss);
  const loss = leastLoss + (lossGrowth <= spare ? grow({ least: 0, most: lossGrowth }, 1) : 0);
  const usualGap = grow({ least: gap.least, most: gap.usual }, layers);
  const cardWidth = grow(card, layers);
  const lossGapWidth = grow(lossGap, 1);
  const gapWidth = grow({ least: usualGap, most: gap.most }, layers);

  const gaps: Span[] = [];
  const cards: Span[] = [];
  let x = inset + input;
  for (let l = 0; l < layers; l++) {
    gaps.push({ x, width: gapWidth });
    cards.push({ x: x + gapWidth, width: cardWidth });
    x += gapWidth + cardWidth;
  }
  return {
    width: x + lossGapWidth + loss + inset,
    input: { x: inset, width: input },
    layers: cards,
    gaps,
    lossGap: { x, width: lossGapWidth },
    loss: { x: x + lossGapWidth, width: loss },
    inputRoom: roomIn(input - 2 * cardPadding),
    cardRoom: roomIn((cardWidth - 2 * cardPadding - middle) / 2),
    // The symbol before a weight takes as much as three digits, and its frame where it is selected as one.
    wireRoom: roomIn(gapWidth) - 4,
    formulaRoom: loss - 2 * cardPadding - 2,
    smallFormulaRoom: loss - cardPadding - 2,
  };
}

/** Where in the gap before a layer the way back rises to the weight: below the beginning of its symbol. */
export function riseIn({ x, width }: Span): number {
  return Math.round(x + width / 2 - 16);
}

/** How many characters the factor at the end of the way back has room for beside its badge, and below it. */
export function endRoom(gap: Span): { readonly beside: number; readonly below: number } {
  const room = gap.x + gap.width - riseIn(gap);
  return { beside: roomIn(room - 40), below: roomIn(room - 20) };
}

function roomIn(width: number): number {
  return Math.floor(width / digitWidth);
}
