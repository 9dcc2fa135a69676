import { useEffect, useRef, useState } from "preact/hooks";
import type { Derivation } from "../../src/core/explanation/derivation.ts";
import type { Expression } from "../../src/core/explanation/notation/expression.ts";
import { isSameQuantity, type Quantity, quantityKey } from "../../src/core/explanation/quantity.ts";
import type { Store } from "../store.ts";

/** One number that was asked about. */
export interface TrailEntry {
  readonly quantity: Quantity;
  /** Null until its derivation has come. */
  readonly symbol: Expression | null;
}

/** The way that a person has followed from number to number. */
export interface Trail {
  readonly back: TrailEntry | null;
  readonly forward: TrailEntry | null;
  readonly goBack: () => void;
  readonly goForward: () => void;
}

/** As many numbers are remembered. */
const longest = 50;

/** Remembers the numbers asked about, however they were selected, and leads back and forth among them. */
export function useTrail(store: Store, derivation: Derivation | null): Trail {
  const quantity = store.arrangement.value.quantity;
  const [trail, setTrail] = useState<{ entries: readonly Quantity[]; at: number }>({ entries: [], at: -1 });
  const symbols = useRef(new Map<string, Expression>());
  if (derivation) symbols.current.set(quantityKey(derivation.quantity), derivation.symbol);

  useEffect(() => {
    if (!quantity) return;
    setTrail(({ entries, at }) => {
      if (at >= 0 && isSameQuantity(entries[at], quantity)) return { entries, at };
      const kept = [...entries.slice(0, at + 1), quantity].slice(-longest);
      return { entries: kept, at: kept.length - 1 };
    });
  }, [quantity && quantityKey(quantity)]);

  function entryAt(index: number): TrailEntry | null {
    const entry = trail.entries[index];
    return entry ? { quantity: entry, symbol: symbols.current.get(quantityKey(entry)) ?? null } : null;
  }

  function go(index: number): void {
    const entry = trail.entries[index];
    if (!entry) return;
    setTrail({ entries: trail.entries, at: index });
    store.select(entry);
  }

  const goBack = () => go(trail.at - 1);
  const goForward = () => go(trail.at + 1);
  useAltArrows(goBack, goForward);
  // With nothing selected, the last number asked about is the one to go back to.
  const back = quantity ? entryAt(trail.at - 1) : entryAt(trail.at);
  return {
    back,
    forward: quantity ? entryAt(trail.at + 1) : null,
    goBack: quantity ? goBack : () => go(trail.at),
    goForward,
  };
}

/** Alt+Left and Alt+Right, anywhere in the page but where text is typed. */
function useAltArrows(goBack: () => void, goForward: () => void): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (event.target instanceof HTMLInputElement) return;
      if (event.key !== "ArrowLeft" && event.key !== "ArrowRight") return;
      event.preventDefault();
      if (event.key === "ArrowLeft") goBack();
      else goForward();
    };
    document.addEventListener("keydown", onKeyDown);
    return () => document.removeEventListener("keydown", onKeyDown);
  });
}
