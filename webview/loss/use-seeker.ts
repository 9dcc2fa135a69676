import { useEffect, useRef } from "preact/hooks";
import type { Snapshot } from "../../src/run/snapshot.ts";
import type { Store } from "../store.ts";
import { createSeeker, type Seeker } from "./seeker.ts";

/** A seeker that is told where the run stands. */
export function useSeeker({ remote }: Pick<Store, "remote">, { generation, state, step }: Snapshot): Seeker {
  const standing = { generation, state, step };
  const seeker = useRef<Seeker | null>(null);
  seeker.current ??= createSeeker((wanted) => remote.seek({ step: wanted }), standing);
  useEffect(() => seeker.current?.arrive(standing), [generation, state, step]);
  return seeker.current;
}
