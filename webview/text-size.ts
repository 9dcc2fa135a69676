import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { themeVersion } from "./theme.ts";

/** The sizes in pixels that the page is designed for; where the editor's text is larger, all of the page is. */
const designedFor = {
  "--vscode-editor-font-size": 14,
  "--vscode-font-size": 13,
} as const;

/** The least width, as designed, that the page can be laid out in: it does not grow beyond that. */
const leastWidth = 320;

const scale = signal(1);

/**
 * How many times as large as designed the page is shown. Lengths in the page, such as a `clientWidth`, and container
 * queries know nothing of it; places of the pointer, `getBoundingClientRect` and media queries are of the screen.
 */
export const textScale: ReadonlySignal<number> = scale;

/** Shows the page as large as the editor shows text, from now on. */
export function followTextSize(): void {
  const width = signal(window.innerWidth);
  window.addEventListener("resize", () => {
    width.value = window.innerWidth;
  });
  effect(() => {
    themeVersion.value;
    // Rounded, so that the style gives it back as it was set.
    scale.value = Math.max(1, Math.round(1000 * Math.min(wantedScale(), width.value / leastWidth)) / 1000);
    const { style } = document.documentElement;
    // The editor's own changes of the style are what is watched: what is there already must not be set again.
    if (Number(style.zoom || 1) !== scale.value) style.zoom = String(scale.value);
  });
}

function wantedScale(): number {
  const style = getComputedStyle(document.documentElement);
  const scales = Object.entries(designedFor).map(
    ([variable, size]) => Number.parseFloat(style.getPropertyValue(variable)) / size,
  );
  return Math.max(...scales.filter(Number.isFinite), 1);
}
