/** A colour as a canvas's pixels have it: red, green, blue, each from 0 to 255. */
export type Rgb = readonly [red: number, green: number, blue: number];

/**
 * The colours of maps, from the theme: orange below the middle, the background in the middle, blue above it. The two
 * ends are no more than so far on the way to the full colour, so that marks of the full colour stand out on them.
 */
export interface MapColours {
  readonly negative: Rgb;
  readonly neutral: Rgb;
  readonly positive: Rgb;
}

/** How much of the full colour the ends of the scale have. */
export const mapStrength = 0.6;

/** Reads the map's colours of the current theme. To be read again when `themeVersion` changes. */
export function readMapColours(): MapColours {
  const [negative, neutral, positive] = readColours(["--negative", "--background", "--positive"]);
  return { negative, neutral, positive };
}

/** Reads style sheet variables as the colours that they are now, also mixtures. */
export function readColours(variables: readonly string[]): Rgb[] {
  const probe = document.body.appendChild(document.createElement("span"));
  const canvas = document.createElement("canvas");
  canvas.width = 1;
  canvas.height = 1;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  const colours = variables.map((variable): Rgb => {
    probe.style.color = `var(${variable})`;
    if (!context) return [0, 0, 0];
    context.fillStyle = getComputedStyle(probe).color;
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  });
  probe.remove();
  return colours;
}

/** The colour of a number by its share: −1 is the lower end, 0 the middle, 1 the upper end; beyond them as at them. */
export function mapColour({ negative, neutral, positive }: MapColours, share: number): Rgb {
  const strength = Math.min(1, Math.abs(share)) * mapStrength;
  return mixed(neutral, share < 0 ? negative : positive, strength);
}

/** A colour on the way from one to another: 0 is `from`, 1 is `to`. */
export function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  return [0, 1, 2].map((k) => from[k] + (to[k] - from[k]) * share) as unknown as Rgb;
}

/** Where a number lies between the ends of a map's scale, as `mapColour` takes it. */
export function shareOf(value: number, [low, high]: readonly [number, number]): number {
  return high > low ? (2 * value - low - high) / (high - low) : 0;
}

/**
 * A picture of columns × rows pixels, one for each cell of a map, to be drawn larger: `drawImage` smooths it.
 * @param colourOf the colour of cell k, row by row from the top; null where there is none
 */
export function paintCells(columns: number, rows: number, colourOf: (cell: number) => Rgb | null): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = columns;
  canvas.height = rows;
  const context = canvas.getContext("2d");
  if (!context) return canvas;
  const image = context.createImageData(columns, rows);
  for (let k = 0; k < columns * rows; k++) {
    const colour = colourOf(k);
    if (!colour) continue;
    image.data.set(colour, 4 * k);
    image.data[4 * k + 3] = 255;
  }
  context.putImageData(image, 0, 0);
  return canvas;
}
