/**
 * What is measured within the view's page. Each function runs there by itself, so it may use nothing from outside it.
 * The page shows a step when its read-out does.
 */

/** What the other probes use, once it has been put into the page. */
interface Probe {
  /** The step that the page shows. */
  readonly step: () => string | undefined;
  /** Waits for the first frame that shows such a step; returns when it has been painted, as `performance.now()`. */
  readonly painted: (isAwaited: (step: string | undefined) => boolean) => Promise<number>;
}

declare global {
  var unboxedProbe: Probe;
}

/** Puts the probe into the page: to be called once in each. */
export function putProbe(): void {
  const step = () => document.querySelector('[data-readout="step"] .numeral')?.textContent?.replaceAll(",", "");
  let waiting: { isAwaited: (step: string | undefined) => boolean; found: (at: number) => void } | null = null;
  const { port1: inFrame, port2: afterFrame } = new MessageChannel();
  // What a frame posts comes after it has been painted, and before the next.
  afterFrame.onmessage = () => {
    if (!waiting?.isAwaited(step())) return;
    waiting.found(performance.now());
    waiting = null;
  };
  const frame = () => {
    requestAnimationFrame(frame);
    if (waiting) inFrame.postMessage(null);
  };
  requestAnimationFrame(frame);
  globalThis.unboxedProbe = {
    step,
    painted: (isAwaited) =>
      new Promise((found) => {
        waiting = { isAwaited, found };
      }),
  };
}

/**
 * Presses Step so many times.
 * @returns for each press: milliseconds from the click until the page has painted the next step
 */
export async function clickSteps(_: Element, clicks: number): Promise<number[]> {
  const { step, painted } = globalThis.unboxedProbe;
  const button = [...document.querySelectorAll<HTMLButtonElement>(".toolbar button")].find(
    (candidate) => (candidate.getAttribute("aria-label") ?? candidate.textContent?.trim()) === "Step",
  );
  const times: number[] = [];
  for (let k = 0; k < clicks; k++) {
    const before = step();
    const start = performance.now();
    button?.click();
    times.push((await painted((shown) => shown !== before)) - start);
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
  const { step } = globalThis.unboxedProbe;
  const gaps: number[] = [];
  let updates = 0;
  let shown = step();
  const start = performance.now();
  let last = start;
  await new Promise<void>((resolve) => {
    const frame = () => {
      const now = performance.now();
      gaps.push(now - last);
      last = now;
      if (step() !== shown) updates++;
      shown = step();
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
 * @returns for each: milliseconds until the page has painted that step; null where the page has no scrubber
 */
export async function scrub(_: Element, { places, last }: { places: readonly number[]; last: number }) {
  const { step, painted } = globalThis.unboxedProbe;
  const slider = document.querySelector<HTMLInputElement>('.tab-panel input[type="range"]');
  if (!slider) return null;
  const times: number[] = [];
  for (const place of places) {
    const wanted = String(Math.round(place * last));
    if (step() === wanted) continue;
    const start = performance.now();
    slider.value = wanted;
    slider.dispatchEvent(new InputEvent("input", { bubbles: true }));
    times.push((await painted((shown) => shown === wanted)) - start);
  }
  return times;
}

/** The page's memory in bytes, without what is only waiting to be collected. */
export function pageMemory(): number {
  const { gc } = globalThis as { gc?: () => void };
  gc?.();
  return (performance as unknown as { memory: { usedJSHeapSize: number } }).memory.usedJSHeapSize;
}
