import { allows } from "../../src/run/state.ts";
import type { RunView } from "../run-view.ts";
import { stageWalk } from "../stage/stage-walk.ts";
import type { Store } from "../store.ts";
import { strings } from "../strings.ts";
import { toolbarStrings } from "./strings.ts";

/** Something that can be done with a run: by its button, and by its keys wherever the focus is. */
export interface RunAction {
  readonly label: string;
  readonly title: string;
  readonly isEnabled: boolean;
  readonly press: () => void;
}

/** What the person can do with a run. */
export interface RunActions {
  /** The main action: train, pause while training, or train again when all epochs are done. */
  readonly train: RunAction;
  readonly step: RunAction;
  readonly stage: RunAction & { readonly isOn: boolean };
  readonly back: RunAction;
  readonly reset: RunAction;
}

/** The actions that the run's state allows. */
export function runActions(store: Store, run: RunView): RunActions {
  const { remote, seeker } = store;
  const { state, step } = run.snapshot;
  const walk = stageWalk(store, run);
  const isStaged = walk.stage !== null;
  return {
    train: trainAction(store, run),
    step: {
      label: strings.step,
      title: strings.stepTitle,
      isEnabled: allows(state, "step"),
      press: () => void remote.step(),
    },
    stage: {
      label: toolbarStrings.stage,
      title: isStaged ? toolbarStrings.leaveStageTitle : toolbarStrings.stageTitle,
      isEnabled: isStaged || walk.canStart,
      press: walk.toggle,
      isOn: isStaged,
    },
    back: {
      label: toolbarStrings.back,
      title: toolbarStrings.backTitle,
      isEnabled: step > 0,
      // Pressed again on the way, it leads one step further.
      press: () => seeker.want(Math.max(0, (seeker.wanted.peek() ?? step) - 1)),
    },
    reset: {
      label: strings.reset,
      title: strings.resetTitle,
      isEnabled: allows(state, "reset"),
      press: () => void remote.reset(),
    },
  };
}

function trainAction({ remote }: Store, { snapshot: { state } }: RunView): RunAction {
  switch (state) {
    case "running":
      return { label: strings.pause, title: strings.pauseTitle, isEnabled: true, press: () => void remote.pause() };
    case "finished":
      // A finished run does not allow to train on: the host resets it first.
      return {
        label: strings.trainAgain,
        title: strings.trainAgainTitle,
        isEnabled: true,
        press: () => void remote.train(),
      };
    default:
      return {
        label: strings.train,
        title: strings.trainTitle,
        isEnabled: allows(state, "train"),
        press: () => void remote.train(),
      };
  }
}
