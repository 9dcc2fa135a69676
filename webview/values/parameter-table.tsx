import type { JSX } from "preact";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { diagramStrings } from "../diagram/strings.ts";
import { isEdited } from "../edited.ts";
import { PencilIcon } from "../icons.tsx";
import type { Naming } from "../naming.ts";
import { formatNumber } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import type { LayerView, RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { strings } from "../strings.ts";
import { Formula, letter, lossBy, type MathSymbol } from "../symbols.tsx";
import { valueRoom } from "./room.ts";
import { SelectableSymbol } from "./selectable-symbol.tsx";

interface ParameterTableProps {
  readonly run: RunView;
  readonly naming: Naming;
  readonly layer: number;
  readonly unit: number;
}

/** One unit's weights, and its bias where it has one: before the update, gradient, after it. */
export function ParameterTable({ run, naming, layer, unit }: ParameterTableProps): JSX.Element {
  const { fanIn, before, gradients, after, hasBiases } = run.layers[layer];
  const weights = weightsOf(run.layers[layer], unit);
  const sourceOf = (input: number) =>
    layer === 0 ? run.outline.inputs[input] : strings.unitOf(run.layers[layer - 1].name, input + 1);
  const isBatch = run.batch > 1;
  return (
    <table class="parameters">
      <colgroup>
        <col class="symbols" />
        <col span={3} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col">
            <span class="visually-hidden">{strings.parameter}</span>
          </th>
          <th scope="col">{strings.before}</th>
          <th scope="col" title={gradientTitle(run)}>
            <Formula>{lossBy(letter("·")).math}</Formula>
            {isBatch && ` ${strings.meanOf(formatCount(run.batch))}`}
          </th>
          <th scope="col">{strings.after}</th>
        </tr>
      </thead>
      <tbody>
        {weights ? (
          Array.from({ length: fanIn }, (_, input) => (
            <ParameterRow
              key={input}
              run={run}
              place={{ layer, kind: "weights", unit, input }}
              symbol={letter("w", ...naming.weight(layer, unit, input))}
              title={strings.weightFrom(sourceOf(input))}
              before={weights.before[input]}
              gradient={weights.gradients?.[input] ?? null}
              after={weights.after?.[input] ?? null}
            />
          ))
        ) : (
          <WeightsElsewhere layer={layer} unit={unit} fanIn={fanIn} />
        )}
        {hasBiases && (
          <ParameterRow
            run={run}
            place={{ layer, kind: "biases", unit, input: null }}
            symbol={letter("b", ...naming.unit(layer, unit))}
            title={strings.bias}
            before={before.biases[unit]}
            gradient={gradients?.biases[unit] ?? null}
            after={after?.biases[unit] ?? null}
          />
        )}
      </tbody>
    </table>
  );
}

/** The weights that lead to one unit, before and after the update, with their gradients. */
interface UnitWeights {
  readonly before: ArrayLike<number>;
  readonly gradients: ArrayLike<number> | null;
  readonly after: ArrayLike<number> | null;
}

/** A unit's weights; null where the layer's matrix is too large to be sent, and another unit's row is at hand. */
function weightsOf({ before, gradients, after, excerpt, fanIn }: LayerView, unit: number): UnitWeights | null {
  if (excerpt) {
    const { row } = excerpt;
    if (row?.index !== unit) return null;
    return { before: row.before, gradients: gradients && row.gradients, after: after && row.after };
  }
  const rowOf = (weights: ArrayLike<number>) => Array.prototype.slice.call(weights, unit * fanIn, (unit + 1) * fanIn);
  return {
    before: rowOf(before.weights),
    gradients: gradients && rowOf(gradients.weights),
    after: after && rowOf(after.weights),
  };
}

/** In place of the weights that are not at hand: how to get them. */
function WeightsElsewhere({ layer, unit, fanIn }: { layer: number; unit: number; fanIn: number }): JSX.Element {
  const { select } = useStore();
  return (
    <tr class="elsewhere">
      <td colSpan={4}>
        {strings.weightsElsewhere(fanIn)}{" "}
        <button type="button" class="link" onClick={() => select({ of: "z", layer, unit })}>
          {strings.selectUnit}
        </button>
      </td>
    </tr>
  );
}

/** What the gradients are, with what regularization and clipping do about them in this step. */
function gradientTitle({ batch, worked }: RunView): string {
  const parts: string[] = [batch > 1 ? strings.meanGradientTitle : strings.gradientTitle];
  if (worked && worked.penalty !== 0) parts.push(strings.withPenalty(formatNumber(worked.penalty)));
  if (worked && worked.gradientScale !== 1) parts.push(strings.beforeClipping(formatNumber(worked.gradientScale)));
  return parts.join(", ");
}

interface ParameterRowProps {
  readonly run: RunView;
  readonly place: ParameterPlace;
  readonly symbol: MathSymbol;
  readonly title: string;
  readonly before: number;
  readonly gradient: number | null;
  readonly after: number | null;
}

function ParameterRow({ run, place, symbol, title, before, gradient, after }: ParameterRowProps): JSX.Element {
  return (
    <tr data-symbol={symbol.text}>
      <th scope="row" title={title}>
        <SelectableSymbol quantity={{ of: "parameter", parameter: place }} symbol={symbol} />
      </th>
      <td>
        {isEdited(run, place) && (
          <span class="by-hand-cell" role="img" aria-label={diagramStrings.setByHand} title={diagramStrings.setByHand}>
            <PencilIcon />
          </span>
        )}
        <Numeral value={before} room={valueRoom} title={symbol.text} />
      </td>
      <td>
        <Numeral value={gradient} room={valueRoom} title={lossBy(symbol).text} />
      </td>
      <td>
        <Numeral value={after} room={valueRoom} title={symbol.text} />
      </td>
    </tr>
  );
}
