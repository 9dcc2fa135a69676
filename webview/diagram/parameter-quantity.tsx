import type { JSX } from "preact";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { isEdited } from "../edited.ts";
import type { LayerView, RunView } from "../run-view.ts";
import { lossBy, type MathSymbol } from "../symbols.tsx";
import { SelectableQuantity } from "./selectable-quantity.tsx";

interface ParameterQuantityProps {
  readonly run: RunView;
  readonly place: ParameterPlace;
  readonly symbol: MathSymbol;
  readonly room: number;
  readonly class?: string;
}

/** A weight or bias of a chain: before the update, and after it once a walk through the step has come there. */
export function ParameterQuantity({ run, place, ...shown }: ParameterQuantityProps): JSX.Element {
  return (
    <SelectableQuantity
      {...shown}
      quantity={{ of: "parameter", parameter: place }}
      value={shownParameters(run, run.layers[place.layer])[place.kind][0]}
      isFresh={run.isUpdateFresh}
      isEdited={!run.isUpdateFresh && isEdited(run, place)}
    />
  );
}

/** A weight's or bias's gradient: pressing it selects the parameter. */
export function GradientQuantity({ run, place, symbol, ...shown }: ParameterQuantityProps): JSX.Element {
  const { gradients, fresh } = run.layers[place.layer];
  return (
    <SelectableQuantity
      {...shown}
      symbol={lossBy(symbol)}
      quantity={{ of: "parameter", parameter: place }}
      value={gradients ? gradients[place.kind][0] : null}
      isFresh={fresh === "backward"}
    />
  );
}

/** The parameters that a picture of the run shows of a layer. */
export function shownParameters(run: RunView, { before, after }: LayerView): LayerView["before"] {
  return (run.isUpdateFresh && after) || before;
}
