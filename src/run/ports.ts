import type { Port } from "./channel.ts";

/** Two ports joined to each other in memory. Like real ones they deliver copies, and later. */
export function portPair(): [Port, Port] {
  const listeners: ((message: unknown) => void)[] = [];
  const portTo = (mine: number, other: number): Port => ({
    post: (message) => {
      const copy = structuredClone(message);
      queueMicrotask(() => listeners[other]?.(copy));
    },
    listen: (listener) => {
      listeners[mine] = listener;
    },
  });
  return [portTo(0, 1), portTo(1, 0)];
}
