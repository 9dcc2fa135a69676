import { themeVersion } from "../theme.ts";

/** The colours of maps and bars, as a canvas takes them: from orange over the background to blue. */
export interface HeatColours {
  /** Pixels for −1 … 1 in even steps, as a little-endian Uint32 has them: alpha, blue, green, red. */
  readonly pixels: Uint32Array;
  /** The pixel for what is not a number. */
  readonly missing: number;
  readonly positive: string;
  readonly negative: string;
  readonly axis: string;
  readonly hatch: string;
  readonly fresh: string;
  readonly focus: string;
}

type Rgb = readonly [red: number, green: number, blue: number];

/** So many colours on either side of 0. */
const shades = 255;

let known: { readonly version: number; readonly colours: HeatColours } | null = null;

/** The colours of the current theme. */
export function heatColours(): HeatColours {
  const version = themeVersion.value;
  if (known?.version !== version) known = { version, colours: readColours() };
  return known.colours;
}

/** The pixel of a share of the scale, from −1 to 1; beyond its ends it stays there. */
export function pixelOf({ pixels, missing }: HeatColours, share: number): number {
  if (Number.isNaN(share)) return missing;
  return pixels[shades + Math.round(shades * Math.max(-1, Math.min(1, share)))];
}

/** Small numbers are still told from 0: their colours are stronger than in proportion, as the key shows. */
export function emphasized(share: number): number {
  return Math.sign(share) * Math.abs(share) ** 0.6;
}

function readColours(): HeatColours {
  const probe = document.body.appendChild(document.createElement("span"));
  const context = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const css = (role: string) => {
    probe.style.color = `var(${role})`;
    return getComputedStyle(probe).color;
  };
  const rgb = (role: string): Rgb => {
    if (!context) return [0, 0, 0];
    context.fillStyle = css(role);
    context.fillRect(0, 0, 1, 1);
    const [red, green, blue] = context.getImageData(0, 0, 1, 1).data;
    return [red, green, blue];
  };
  const [positive, negative, neutral, faint] = ["--positive", "--negative", "--background", "--text-faint"].map(rgb);
  const pixels = Uint32Array.from({ length: 2 * shades + 1 }, (_, k) => {
    const share = (k - shades) / shades;
    return pixel(mixed(neutral, share < 0 ? negative : positive, Math.abs(share)));
  });
  const colours = {
    pixels,
    missing: pixel(faint),
    positive: css("--positive"),
    negative: css("--negative"),
    axis: css("--text-faint"),
    hatch: css("--hatch"),
    fresh: css("--chain-rule"),
    focus: css("--focus"),
  };
  probe.remove();
  return colours;
}

function mixed(from: Rgb, to: Rgb, share: number): Rgb {
  const [red, green, blue] = from.map((value, channel) => Math.round(value + share * (to[channel] - value)));
  return [red, green, blue];
}

function pixel([red, green, blue]: Rgb): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
