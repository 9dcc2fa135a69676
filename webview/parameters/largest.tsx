import type { JSX } from "preact";
import { isSameQuantity, type Quantity } from "../../src/core/explanation/quantity.ts";
import type { PlacedNumber, Statistics } from "../../src/core/inspection/statistics.ts";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { chainNaming, type Naming, networkNaming } from "../naming.ts";
import { Numeral } from "../numeral.tsx";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { Formula, letter, lossBy, type MathSymbol } from "../symbols.tsx";
import { parametersStrings as strings } from "./strings.ts";

interface LargestProps {
  readonly largest: Statistics["largest"];
  readonly run: RunView;
  readonly store: Store;
}

/** The parameters furthest from 0 and those with the largest gradients; each leads to why it is its number. */
export function Largest({ largest, run, store }: LargestProps): JSX.Element {
  const known = largest.gradients.filter(({ parameter: { layer } }) => run.layers[layer].gradients !== null);
  return (
    <section class="largest" aria-label={strings.largest}>
      <h3>{strings.largest}</h3>
      <div class="columns">
        <LargestList
          name={strings.largestValues}
          label={strings.largestValuesLabel}
          numbers={largest.values}
          symbolOf={(symbol) => symbol}
          run={run}
          store={store}
        />
        <LargestList
          name={strings.largestGradients}
          label={strings.largestGradientsLabel}
          numbers={known}
          symbolOf={lossBy}
          run={run}
          store={store}
        />
      </div>
    </section>
  );
}

interface LargestListProps extends Omit<LargestProps, "largest"> {
  readonly name: string;
  readonly label: string;
  readonly numbers: readonly PlacedNumber[];
  readonly symbolOf: (parameter: MathSymbol) => MathSymbol;
}

function LargestList({ name, label, numbers, symbolOf, run, store }: LargestListProps): JSX.Element {
  const naming = run.isChain ? chainNaming : networkNaming;
  const selected = store.arrangement.value.quantity;
  return (
    <div class="column">
      <h4>{name}</h4>
      {numbers.length === 0 && <p class="quiet">{strings.noneYet}</p>}
      <ol aria-label={label}>
        {numbers.map(({ parameter, value }) => {
          const quantity: Quantity = { of: "parameter", parameter };
          const symbol = symbolOf(symbolOfParameter(parameter, naming));
          const place = strings.place(run.layers[parameter.layer].name, parameter.unit + 1);
          const isSelected = isSameQuantity(selected, quantity);
          return (
            <li key={`${parameter.layer} ${parameter.kind} ${parameter.unit} ${parameter.input}`}>
              <button
                type="button"
                class={isSelected ? "selected" : ""}
                aria-pressed={isSelected}
                title={strings.whyTitle(symbol.text, place)}
                onClick={() => store.select(isSelected ? null : quantity)}
              >
                <Formula>{symbol.math}</Formula>
                <span class="place quiet">{run.isChain ? "" : place}</span>
                <Numeral value={value} room={9} title={symbol.text} />
              </button>
            </li>
          );
        })}
      </ol>
    </div>
  );
}

function symbolOfParameter({ layer, unit, input }: ParameterPlace, naming: Naming): MathSymbol {
  return input === null ? letter("b", ...naming.unit(layer, unit)) : letter("w", ...naming.weight(layer, unit, input));
}
