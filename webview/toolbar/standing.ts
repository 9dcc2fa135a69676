import type { RunView } from "../run-view.ts";
import { stateSentence, stateWords } from "../strings.ts";
import { toolbarStrings } from "./strings.ts";

/** Where a run stands, in words. */
export interface Standing {
  /** For where there is little room. */
  readonly word: string;
  readonly text: string;
  /** All that there is to say. */
  readonly sentence: string;
}

/**
 * What the toolbar says of where a run stands.
 * @param steps how many steps are known, also beyond the one that it stands at
 */
export function standingOf({ snapshot, worked, isStaged }: RunView, steps: number): Standing {
  const { state, step } = snapshot;
  const word = stateWords[state];
  if (isStaged) {
    return { word: toolbarStrings.stage, text: toolbarStrings.staging, sentence: toolbarStrings.stagingTitle };
  }
  if (state !== "running" && state !== "failed" && step < steps) {
    const text = toolbarStrings.viewing(step, steps);
    return { word: text, text, sentence: `${text}. ${toolbarStrings.viewingTitle}` };
  }
  if (state === "paused" && worked) {
    const sentence = `${word}. ${toolbarStrings.beforeUpdateTitle(worked.step)}.`;
    return { word, text: toolbarStrings.beforeUpdate, sentence };
  }
  return { word, text: word, sentence: stateSentence(snapshot) };
}
