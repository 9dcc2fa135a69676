/** Passes on what it is told of, as often as anyone can follow. */
export interface Calm<Subject extends object> {
  /** Passes it on at once. */
  readonly now: (subject: Subject) => void;
  /** Passes it on at once if the last time is long enough ago; otherwise as soon as it is. */
  readonly soon: (subject: Subject) => void;
  readonly dispose: () => void;
}

/** @param interval the milliseconds from one time that a subject is passed on to the next */
export function createCalm<Subject extends object>(
  interval: number,
  listener: (subject: Subject) => void,
): Calm<Subject> {
  const last = new WeakMap<Subject, number>();
  const waiting = new Map<Subject, ReturnType<typeof setTimeout>>();

  function now(subject: Subject): void {
    clearTimeout(waiting.get(subject));
    waiting.delete(subject);
    last.set(subject, performance.now());
    listener(subject);
  }

  return {
    now,
    soon: (subject) => {
      const wait = (last.get(subject) ?? Number.NEGATIVE_INFINITY) + interval - performance.now();
      if (wait <= 0) now(subject);
      else if (!waiting.has(subject)) waiting.set(subject, setTimeout(now, wait, subject));
    },
    dispose: () => {
      for (const timer of waiting.values()) clearTimeout(timer);
      waiting.clear();
    },
  };
}
