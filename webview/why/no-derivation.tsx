import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import { derivative, type Expression } from "../../src/core/explanation/notation/expression.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import type { Quantity } from "../../src/core/explanation/quantity.ts";
import { symbolsOf } from "../../src/core/explanation/symbols.ts";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { StepIcon } from "../icons.tsx";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { Symbols } from "./formulas.tsx";
import { SetByHand } from "./set-by-hand.tsx";
import { whyStrings } from "./strings.ts";

interface NoDerivationProps {
  readonly run: RunView;
  readonly store: Store;
}

const firstWeight: ParameterPlace = { layer: 0, kind: "weights", unit: 0, input: 0 };

/** Nothing is asked about: what can be, and a question to begin with. */
export function Invitation({ run, store }: NoDerivationProps): JSX.Element {
  const gradient = symbolIn(run, { of: "parameter", parameter: firstWeight });
  return (
    <section class="why-section invitation">
      <h3 class="question">{whyStrings.invitation}</h3>
      <p class="lead quiet">{whyStrings.selectSomething}</p>
      <button
        type="button"
        class="button secondary ask"
        aria-label={whyStrings.firstSpoken(plainText(gradient))}
        onClick={() => store.select({ of: "parameter", parameter: firstWeight })}
      >
        {whyStrings.question} <Symbols of={gradient} /> {whyStrings.whatItIs}
      </button>
    </section>
  );
}

/** Something is asked about before the first step, with which its number comes. */
export function BeforeFirstStep({ run, store, quantity }: NoDerivationProps & { quantity: Quantity }): JSX.Element {
  const symbol = symbolIn(run, quantity);
  const parameter = quantity.of === "parameter" ? quantity.parameter : null;
  const value = parameter && initialValue(run, parameter);
  return (
    <>
      <section class="why-section invitation">
        <h3 class="question">
          <Symbols of={symbol} /> {whyStrings.noStepYet}
        </h3>
        <p class="lead quiet">{whyStrings.noStepSentence}</p>
        <button type="button" class="button secondary ask" onClick={() => void store.remote.step()}>
          <StepIcon /> {whyStrings.takeStep}
        </button>
      </section>
      {parameter && value !== null && (
        <section class="why-section">
          <SetByHand run={run} store={store} parameter={parameter} symbol={ownSymbol(symbol)} value={value} />
        </section>
      )}
    </>
  );
}

/** For so long the answer to a question may take, in milliseconds; then the network has no such number. */
const answerWithin = 600;

/** What is asked about is of another network than the one that is there now. */
export function NoSuchNumber(): JSX.Element | null {
  const [isLate, setLate] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLate(true), answerWithin);
    return () => clearTimeout(timer);
  }, []);
  return isLate ? <p class="why-section quiet">{whyStrings.gone}</p> : null;
}

/** The symbol of what is asked about: of a parameter, that of its gradient. */
function symbolIn({ outline }: RunView, quantity: Quantity): Expression {
  const symbols = symbolsOf({ inputs: outline.inputs.length, units: outline.layers.map(({ units }) => units) });
  switch (quantity.of) {
    case "input":
      return symbols.input(quantity.input);
    case "target":
      return symbols.target(quantity.unit);
    case "loss":
      return symbols.loss;
    case "parameter":
      return derivative(symbols.loss, symbols.parameter(quantity.parameter));
    case "slope":
      return derivative(symbols.a(quantity.layer, quantity.unit), symbols.z(quantity.layer, quantity.unit));
    default:
      return symbols[quantity.of](quantity.layer, quantity.unit);
  }
}

function ownSymbol(gradient: Expression): Expression {
  return gradient.kind === "derivative" ? gradient.by : gradient;
}

/** A parameter's initial value; null where the page has only an excerpt without it. */
function initialValue({ layers }: RunView, { layer, kind, unit, input }: ParameterPlace): number | null {
  const found = layers[layer];
  if (!found) return null;
  const { before, excerpt, fanIn } = found;
  if (input === null) return before[kind][unit] ?? null;
  if (excerpt) return excerpt.row?.index === unit ? (excerpt.row.before[input] ?? null) : null;
  return before[kind][unit * fanIn + input] ?? null;
}
