/**
 * What is measured within the workbench's page. Each function runs there by itself, so it may use nothing from outside
 * it.
 */

declare global {
  var unboxedKeys: { readonly take: () => number[] };
}

/** Notes how long after each key press the number of underlined mistakes has changed on the screen. */
export function watchMistakes(): void {
  let times: number[] = [];
  let pressed: { at: number; count: number } | null = null;
  const count = () => document.querySelectorAll(".view-overlays [class*=squiggly-]").length;
  window.addEventListener("keydown", () => (pressed = { at: performance.now(), count: count() }), true);
  const frame = () => {
    requestAnimationFrame(frame);
    if (!pressed || count() === pressed.count) return;
    times.push(performance.now() - pressed.at);
    pressed = null;
  };
  requestAnimationFrame(frame);
  globalThis.unboxedKeys = {
    take: () => {
      const taken = times;
      times = [];
      return taken;
    },
  };
}

/** What has been noted since the last time, in milliseconds. */
export function takeTimes(): number[] {
  return globalThis.unboxedKeys.take();
}
