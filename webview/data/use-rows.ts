import { useEffect, useRef, useState } from "preact/hooks";
import type { RowsAnswer, RowsView } from "../../src/core/inspection/rows.ts";
import type { Snapshot } from "../../src/run/snapshot.ts";
import type { Store } from "../store.ts";
import { useInspection } from "../use-inspection.ts";

/** While training, the rows are read again at most this often, in milliseconds. */
const readEvery = 500;

/** Rows that stay where they are while a person is among them. */
interface HeldRows {
  /** The view that they came of, as JSON. */
  readonly view: string;
  readonly step: number;
  readonly rows: readonly number[];
}

/** The rows of a page, as far as they are known. */
export interface ShownRows {
  /** Null until the first are there. */
  readonly answer: RowsAnswer | null;
  /** How many rows there are of the kind. */
  readonly total: number;
  /** Whether the rows stand as they were sorted at an earlier step. */
  readonly isOutOfOrder: boolean;
  readonly sortAgain: () => void;
}

/**
 * The rows of a view, read again as the run goes on. While a person is among them, their numbers change but none moves.
 * @param isInside whether the pointer or the focus is on them
 */
export function useRows(
  store: Pick<Store, "remote">,
  snapshot: Snapshot,
  view: RowsView,
  isInside: boolean,
): ShownRows {
  const [held, setHeld] = useState<HeldRows | null>(null);
  const total = useRef(0);
  const key = JSON.stringify(view);
  const isHolding = held !== null && held.view === key;
  const answer = useInspection(store, snapshot, "rows", { view, held: isHolding ? held.rows : null }, readEvery);
  if (answer && answer.total !== null) total.current = answer.total;

  useEffect(() => {
    if (!isInside) setHeld(null);
    else if (!isHolding && answer?.total != null && JSON.stringify(answer.view) === key) {
      setHeld({ view: key, step: answer.step, rows: answer.rows.map(({ row }) => row) });
    }
  }, [isInside, isHolding, answer, key]);

  return {
    answer,
    total: total.current,
    isOutOfOrder: isHolding && answer !== null && answer.step !== held.step,
    sortAgain: () => setHeld(null),
  };
}
