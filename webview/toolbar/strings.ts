import { formatCount } from "../../src/format/number-format.ts";

/** The words of the toolbar beside those that the rest of the page uses too. */
export const toolbarStrings = {
  stage: "Stage",
  stageTitle: "Walk through this step stage by stage: forward, loss, backward, update",
  leaveStageTitle: "Show the whole step again",
  back: "Back",
  backTitle: "Go back to the step before, exactly as it was",
  withShortcut: (title: string, keys: string) => `${title} (${keys})`,

  more: "More",
  moreTitle: "More that can be done with this run",
  writeParameters: "Write parameters to spec",
  writeParametersTitle: "Put the current weights and biases into the spec's text, as an edit that can be undone",

  staging: "One stage per press",
  stagingTitle: "The step is shown up to one of its stages. Press Stage again to show it whole",
  viewing: (step: number, steps: number) => `Viewing step ${formatCount(step)} of ${formatCount(steps)}`,
  viewingTitle: "The run stands at a step that lies behind. Step and Train take the same steps again",
  stepSpoken: (step: string, steps: string, loss: string) => `Step ${step} of ${steps}, loss ${loss}.`,
  beforeUpdate: "Paused before update",
  beforeUpdateTitle: (step: number) =>
    `The picture shows step ${formatCount(step)} with the parameters before its update; step, epoch and loss are after it`,
} as const;
