/** Walking a picture with the arrow keys: from the element in focus to the nearest that lies in their direction. */

const directions: Readonly<Record<string, readonly [x: number, y: number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowDown: [0, 1],
  ArrowUp: [0, -1],
};

/** How much more a way counts that leads aside than one that leads on. */
const aside = 3;

/** What can be walked to: quantities, and the numbered badges of a derivation. */
export const stops = "[data-quantity], [data-badge]";

/** Moves the focus within `picture` as an arrow key says. Returns whether it was one. */
export function walk(picture: Element, event: KeyboardEvent): boolean {
  const direction = directions[event.key];
  const from = document.activeElement;
  if (
    !direction ||
    event.shiftKey ||
    event.altKey ||
    event.ctrlKey ||
    event.metaKey ||
    !from ||
    !picture.contains(from)
  )
    return false;
  event.preventDefault();
  const next = nearest(from, [...picture.querySelectorAll<HTMLElement>(stops)], direction);
  next?.focus({ preventScroll: false });
  return true;
}

function nearest(
  from: Element,
  others: readonly HTMLElement[],
  [dx, dy]: readonly [number, number],
): HTMLElement | null {
  const [x, y] = centreOf(from);
  let best: HTMLElement | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const other of others) {
    const [otherX, otherY] = centreOf(other);
    const along = (otherX - x) * dx + (otherY - y) * dy;
    const across = Math.abs((otherX - x) * dy) + Math.abs((otherY - y) * dx);
    const way = along + aside * across;
    if (other !== from && along > 1 && way < least) {
      best = other;
      least = way;
    }
  }
  return best;
}

function centreOf(element: Element): [x: number, y: number] {
  const { left, top, width, height } = element.getBoundingClientRect();
  return [left + width / 2, top + height / 2];
}
