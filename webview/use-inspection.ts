import { useEffect, useRef, useState } from "preact/hooks";
import type { AnswerOf, InspectionName, RequestOf } from "../src/run/inspections.ts";
import type { Snapshot } from "../src/run/snapshot.ts";
import type { Store } from "./store.ts";

/** While training, a question is asked again at most this often, in milliseconds. */
const askEvery = 250;

/**
 * Asks about where the run stands, and asks again when it stands elsewhere or the question is another.
 * @param request what is asked; compared by its JSON
 * @returns the last answer of this run, also while the next is on its way; null before the first
 */
export function useInspection<Name extends InspectionName>(
  store: Pick<Store, "remote">,
  { generation, step, edits }: Snapshot,
  name: Name,
  request: RequestOf<Name>,
  every: number = askEvery,
): AnswerOf<Name> | null {
  const [answered, setAnswered] = useState<{ generation: number; key: string; answer: AnswerOf<Name> } | null>(null);
  const question = JSON.stringify(request);
  const key = JSON.stringify([generation, step, edits.length, question]);
  const wanted = useRef(key);
  const isAsking = useRef(false);
  const askedAt = useRef(Number.NEGATIVE_INFINITY);
  /** Asks soon, for the question as it is now. */
  const askSoon = useRef<() => void>(() => undefined);
  wanted.current = key;

  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    async function ask(): Promise<void> {
      if (isAsking.current || isGone) return;
      isAsking.current = true;
      askedAt.current = performance.now();
      const askedKey = wanted.current;
      const [askedGeneration, , , askedQuestion] = JSON.parse(askedKey) as [number, number, number, string];
      const answer = await store.remote
        .inspect({ generation: askedGeneration, name, request: JSON.parse(askedQuestion) })
        .catch(() => null);
      isAsking.current = false;
      if (answer !== null) {
        setAnswered({ generation: askedGeneration, key: askedKey, answer: answer as AnswerOf<Name> });
      }
      if (wanted.current !== askedKey) askSoon.current();
    }
    function soon(): void {
      if (isGone) return;
      clearTimeout(timer);
      timer = setTimeout(() => void ask(), Math.max(0, askedAt.current + every - performance.now()));
    }
    askSoon.current = soon;
    if (answered?.key !== key) soon();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [key, every]);

  return answered?.generation === generation ? answered.answer : null;
}
