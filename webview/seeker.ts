import { type ReadonlySignal, signal } from "@preact/signals";
import type { Snapshot } from "../src/run/snapshot.ts";

/** Where a run stands, as far as going to a step has to know. */
type Standing = Pick<Snapshot, "generation" | "state" | "step">;

/** Leads the run to steps that were taken before, one at a time. */
export interface Seeker {
  /** The step that is wanted and not yet shown; null while there is none. */
  readonly wanted: ReadonlySignal<number | null>;
  /** Goes to a step, at the latest after the one that is on its way; what was wanted in between is left out. */
  readonly want: (step: number) => void;
  /** Is told where the run stands whenever that is news. */
  readonly arrive: (standing: Standing) => void;
}

/** After so long without arriving a step is taken for lost on its way, in milliseconds. */
const lostAfter = 2000;

/** Where a run stands of which nothing is known yet. */
const unknown: Standing = { generation: 0, state: "idle", step: 0 };

/** Makes a seeker; `send` asks the host for a step. */
export function createSeeker(send: (step: number) => Promise<unknown>, first = unknown): Seeker {
  const wanted = signal<number | null>(null);
  let here = first;
  let sent: { readonly step: number; readonly from: Standing; readonly at: number } | null = null;

  function go(): void {
    const step = wanted.peek();
    if (step === null || step === sent?.step) return;
    if (sent && performance.now() - sent.at < lostAfter) return;
    if (step === here.step && here.state !== "running" && !sent) {
      wanted.value = null;
      return;
    }
    const flight = { step, from: here, at: performance.now() };
    sent = flight;
    send(step).catch(() => {
      if (sent === flight) giveUp();
    });
  }

  function giveUp(): void {
    sent = null;
    wanted.value = null;
  }

  return {
    wanted,
    want: (step) => {
      wanted.value = step;
      go();
    },
    arrive: (standing) => {
      here = standing;
      if (!sent) return;
      const { step, from } = sent;
      if (standing.generation !== from.generation) return giveUp();
      if (standing.step === step && standing.state !== "running") {
        sent = null;
        if (wanted.peek() === step) wanted.value = null;
        else go();
        return;
      }
      // Training goes on until the host hears of the wish; whatever else moves the run goes before it.
      const isElsewhere = standing.step !== from.step || standing.state !== from.state;
      if (isElsewhere && !(from.state === "running" && standing.state === "running")) giveUp();
    },
  };
}
