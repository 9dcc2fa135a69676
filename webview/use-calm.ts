import { useEffect, useRef, useState } from "preact/hooks";

/**
 * The latest value, but not every one: what changed is shown after a wait, and not at all if it changes back before.
 * @param key two values with the same key are the same
 * @param waitFor how long a change has to wait, given how long ago the last was shown; in milliseconds
 */
export function useCalm<T>(value: T, key: string, waitFor: (sinceShown: number) => number): T {
  const [shown, setShown] = useState({ value, key });
  const shownAt = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    if (key === shown.key) return;
    const show = () => {
      shownAt.current = performance.now();
      setShown({ value, key });
    };
    const wait = waitFor(performance.now() - shownAt.current);
    if (wait <= 0) return show();
    const timer = setTimeout(show, wait);
    return () => clearTimeout(timer);
  }, [key, shown.key]);
  return shown.value;
}
