/**
 * What is measured within the view's page. Each function runs there by itself, so it may use nothing from outside it.
 * The page shows a step when its read-out does.
 */

/**
 * Presses Step so many times.
 * @returns for each press: milliseconds from the click to the frame in which the page shows the next step
 */
export async function clickSteps(_: Element, clicks: number): Promise<number[]> {
  const readout = () => document.querySelector('[data-readout="step"] .numeral')?.textContent;
  const button = [...document.querySelectorAll<HTMLButtonElement>(".toolbar button")].find(
    (candidate) => (candidate.getAttribute("aria-label") ?? candidate.textContent?.trim()) === "Step",
  );
  const times: number[] = [];
  for (let k = 0; k < clicks; k++) {
    await new Promise<void>((resolve) => {
      const before = readout();
      const start = performance.now();
      const observer = new MutationObserver(() => {
        if (readout() === before) return;
        observer.disconnect();
        // The frame is on its way to the screen when what was put off until after it runs.
        requestAnimationFrame(() => {
          setTimeout(() => {
            times.push(performance.now() - start);
            resolve();
          });
        });
      });
      observer.observe(document.body, { subtree: true, childList: true, characterData: true });
      button?.click();
    });
    await new Promise((resolve) => setTimeout(resolve, 80));
  }
  return times;
}

/** What the page drew over a time. */
export interface Drawn {
  /** Frames that the page was asked to draw, a second. */
  readonly frames: number;
  /** Frames a second in which the page showed another step than in the one before. */
  readonly updates: number;
  /** 95 of 100 frames came within so many milliseconds of the one before. */
  readonly frameTime: number;
}

/** Counts frames for so many milliseconds. */
export async function countFrames(_: Element, milliseconds: number): Promise<Drawn> {
  const readout = () => document.querySelector('[data-readout="step"] .numeral')?.textContent;
  const gaps: number[] = [];
  let updates = 0;
  let shown = readout();
  const start = performance.now();
  let last = start;
  await new Promise<void>((resolve) => {
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (readout() !== shown) updates++;
      shown = readout();
      if (now - start >= milliseconds) resolve();
      else requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  const seconds = (last - start) / 1000;
  gaps.sort((a, b) => a - b);
  return { frames: gaps.length / seconds, updates: updates / seconds, frameTime: gaps[Math.floor(0.95 * gaps.length)] };
}

/**
 * Moves the scrubber to so many steps, as a pointer does.
 * @returns for each: milliseconds until the page shows that step; null where the page has no scrubber
 */
export async function scrub(_: Element, { places, last }: { places: readonly number[]; last: number }) {
  const readout = () => document.querySelector('[data-readout="step"] .numeral')?.textContent?.replaceAll(",", "");
  const slider = document.querySelector<HTMLInputElement>('.tab-panel input[type="range"]');
  if (!slider) return null;
  const times: number[] = [];
  for (const place of places) {
    const step = String(Math.round(place * last));
    if (readout() === step) continue;
    const start = performance.now();
    slider.value = step;
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    await new Promise<void>((resolve) => {
      const look = () => {
        const isLate = performance.now() - start > 5000;
        if (readout() !== step && !isLate) return requestAnimationFrame(look);
        times.push(performance.now() - start);
        resolve();
      };
      requestAnimationFrame(look);
    });
  }
  return times;
}

/** The page's memory in bytes, without what is only waiting to be collected. */
export function pageMemory(): number {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize;
}
