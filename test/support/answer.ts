/** Drives an inspection to its answer; `between` is done after each piece of work. */
export function answerOf<Answer>(work: Generator<void, Answer>, between: (piece: number) => void = () => undefined) {
  for (let piece = 1; ; piece++) {
    const next = work.next();
    if (next.done) return next.value;
    between(piece);
  }
}
