import { allows } from "../../src/run/state.ts";
import type { RunView } from "../run-view.ts";
import { stagesOf } from "../stage.ts";
import type { Store } from "../store.ts";

/** Walking through one step, stage by stage. */
export interface StageWalk {
  /** The stage shown, counted from 0; null where the step is shown whole. */
  readonly stage: number | null;
  /** How many stages a step has. */
  readonly count: number;
  readonly canStart: boolean;
  /** Starts the walk at the step's beginning, or ends it. With no step taken yet, it takes the first. */
  readonly toggle: () => void;
  readonly canGoOn: boolean;
  /** On to the next stage; after the last to the next step. */
  readonly next: () => void;
  readonly canGoBack: boolean;
  readonly previous: () => void;
  readonly goTo: (stage: number) => void;
}

/** The walk through the step that a run shows. */
export function stageWalk(store: Store, { worked, layers, snapshot }: RunView): StageWalk {
  const { stage, remote } = store;
  const { state } = snapshot;
  const count = stagesOf(layers.length).length;
  const shown = worked ? stage.value : null;
  const isAtEnd = shown === count - 1;
  const canStart = state !== "running" && (worked !== null || allows(state, "step"));
  const canGoOn = shown === null ? canStart : !isAtEnd || allows(state, "step");

  function start(): void {
    stage.value = 0;
    if (!worked) void remote.step();
  }

  return {
    stage: shown,
    count,
    canStart,
    canGoOn,
    canGoBack: shown !== null && shown > 0,
    toggle: () => {
      if (stage.peek() === null) start();
      else stage.value = null;
    },
    next: () => {
      if (!canGoOn) return;
      if (shown === null) start();
      // The store shows the step from its beginning once it is there.
      else if (isAtEnd) void remote.step();
      else stage.value = shown + 1;
    },
    previous: () => {
      if (shown !== null && shown > 0) stage.value = shown - 1;
    },
    goTo: (to) => {
      stage.value = to;
    },
  };
}
