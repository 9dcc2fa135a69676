import type { JSX } from "preact";
import type { Parameters } from "../../src/core/parameters.ts";
import { formatCount, formatNumber } from "../../src/format/number-format.ts";
import type { Naming } from "../naming.ts";
import { Numeral } from "../numeral.tsx";
import type { RunView } from "../run-view.ts";
import { strings } from "../strings.ts";
import { Formula, letter, lossBy, type MathSymbol } from "../symbols.tsx";
import { valueRoom } from "./room.ts";

interface ParameterTableProps {
  readonly run: RunView;
  readonly naming: Naming;
  readonly layer: number;
  readonly unit: number;
}

/** One unit's weights, and its bias where it has one: before the update, gradient, after it. */
export function ParameterTable({ run, naming, layer, unit }: ParameterTableProps): JSX.Element {
  const { fanIn, before, gradients, after } = run.layers[layer];
  const weightAt = (parameters: Parameters | null, input: number) => parameters?.weights[unit * fanIn + input] ?? null;
  const sourceOf = (input: number) =>
    layer === 0 ? run.outline.inputs[input] : strings.unitOf(run.layers[layer - 1].name, input + 1);
  const isBatch = run.batch > 1;
  const bias = (parameters: Parameters | null) => parameters?.biases[unit] ?? null;
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
        {Array.from({ length: fanIn }, (_, input) => (
          <ParameterRow
            key={input}
            symbol={letter("w", ...naming.weight(layer, unit, input))}
            title={strings.weightFrom(sourceOf(input))}
            before={before.weights[unit * fanIn + input]}
            gradient={weightAt(gradients, input)}
            after={weightAt(after, input)}
          />
        ))}
        {run.layers[layer].hasBiases && (
          <ParameterRow
            symbol={letter("b", ...naming.unit(layer, unit))}
            title={strings.bias}
            before={before.biases[unit]}
            gradient={bias(gradients)}
            after={bias(after)}
          />
        )}
      </tbody>
    </table>
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
  readonly symbol: MathSymbol;
  readonly title: string;
  readonly before: number;
  readonly gradient: number | null;
  readonly after: number | null;
}

function ParameterRow({ symbol, title, before, gradient, after }: ParameterRowProps): JSX.Element {
  return (
    <tr data-symbol={symbol.text}>
      <th scope="row" title={title}>
        <Formula>{symbol.math}</Formula>
      </th>
      <td>
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
