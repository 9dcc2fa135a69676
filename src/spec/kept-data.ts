import type { MakeOnce } from "./data-file.ts";

/**
 * The data of specs, kept so that typing in a spec does not read its files anew. Each spec keeps what it was last given:
 * of what no spec keeps any more, nothing is left here. Specs that want the same share it.
 */
export interface KeptData {
  /** How a spec, known by a name, comes to its data. */
  readonly onceFor: (spec: string) => MakeOnce;
  /** Lets go of what a spec keeps. */
  readonly release: (spec: string) => void;
  /** Lets go of all that was made from a file: its contents may be others. */
  readonly forget: (isOfFile: (key: string) => boolean) => void;
}

/** Something that was made, or is being made. */
interface Kept {
  readonly made: Promise<unknown>;
  readonly making: AbortController;
  readonly specs: Set<string>;
}

/** Keeps nothing yet. */
export function createKeptData(): KeptData {
  const all = new Map<string, Kept>();

  function begin<Made>(key: string, make: (signal: AbortSignal) => Promise<Made>): Kept {
    const making = new AbortController();
    const kept: Kept = { made: make(making.signal), making, specs: new Set() };
    all.set(key, kept);
    // What went wrong once need not do so again.
    kept.made.catch(() => {
      if (all.get(key) === kept) all.delete(key);
    });
    return kept;
  }

  /** @param others what a spec does not keep any more */
  function letGo(spec: string, others: (key: string) => boolean): Kept[] {
    const left = [...all].filter(([key, { specs }]) => others(key) && specs.delete(spec) && specs.size === 0);
    for (const [key] of left) all.delete(key);
    return left.map(([, kept]) => kept);
  }

  return {
    onceFor: (spec) => (key, make) => {
      const superseded = letGo(spec, (other) => other !== key);
      for (const { making } of superseded) making.abort(new Error("Its spec was changed while this was being read"));
      const kept = all.get(key) ?? begin(key, make);
      kept.specs.add(spec);
      return kept.made as ReturnType<typeof make>;
    },
    release: (spec) => {
      letGo(spec, () => true);
    },
    forget: (isOfFile) => {
      for (const key of [...all.keys()]) if (isOfFile(key)) all.delete(key);
    },
  };
}
