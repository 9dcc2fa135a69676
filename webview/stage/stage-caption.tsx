import type { JSX } from "preact";
import { chainNaming } from "../naming.ts";
import type { RunView } from "../run-view.ts";
import { Formula, letter, lossBy, type MathSymbol, ofLayer } from "../symbols.tsx";
import { stageStrings } from "./strings.ts";

interface StageCaptionProps {
  readonly run: RunView;
  /** The layer below which it stands, counted from 0. */
  readonly layer: number;
}

/** How far a layer is in a step that is walked through: a line below its picture. Nothing where the step is shown whole. */
export function StageCaption({ run, layer }: StageCaptionProps): JSX.Element | null {
  if (!run.isStaged) return null;
  const { forward, backward, fresh } = run.layers[layer];
  if (fresh) return <span class="stage-caption fresh">{stageStrings.justComputed}</span>;
  if (backward) return <span class="stage-caption">{stageStrings.done}</span>;
  if (forward && run.loss === null) return <span class="stage-caption">{stageStrings.forwardDone}</span>;
  return (
    <span class="stage-caption">
      {stageStrings.waitingFor} <Formula>{awaited(run, layer, forward !== null).math}</Formula>
    </span>
  );
}

/** What a layer needs next: the activations of the layer before, then δ of the layer after it. */
function awaited({ isChain, layers }: RunView, layer: number, isForwardDone: boolean): MathSymbol {
  if (!isForwardDone) {
    if (layer === 0) return letter("x");
    return isChain ? letter("a", ...chainNaming.unit(layer - 1, 0)) : ofLayer("a", layer);
  }
  if (layer === layers.length - 1) return letter("ℓ");
  return isChain ? lossBy(letter("z", ...chainNaming.unit(layer + 1, 0))) : ofLayer("δ", layer + 2);
}
