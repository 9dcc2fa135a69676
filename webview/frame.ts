/** How long a frame may take to come before the page counts as hidden. */
const hiddenAfter = 250;

/**
 * Waits for the next animation frame, or a moment where none comes: a hidden page draws no frames,
 * and must go on answering the host all the same.
 */
export function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    const frame = requestAnimationFrame(() => done());
    const timer = setTimeout(() => done(), hiddenAfter);
    function done(): void {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
      resolve();
    }
  });
}

/** Waits until what was rendered in this frame has been handed to the screen. */
export function afterPaint(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
