import { Fragment, type JSX } from "preact";
import type { Expression, Known } from "../../src/core/explanation/notation/expression.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import { type Medium, type Part, write } from "../../src/core/explanation/notation/write.ts";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { useStore } from "../store-context.ts";
import { isThere } from "./visibility.ts";

interface PutInProps {
  readonly of: Expression;
  readonly run: RunView;
  readonly format: (value: number) => string;
}

/**
 * An expression with its numbers put in; those that are quantities can be followed. It is written in HTML, not in
 * MathML: nothing within a formula can be reached with the keyboard, nor by a screen reader by itself.
 */
export function PutIn({ of, run, format }: PutInProps): JSX.Element {
  const { select } = useStore();
  const number = (value: number, known: Known | null) => numberOf(value, known, { run, format, select });
  const putIn = ({ value, at }: Known) => (isThere(run, at) ? value : Number.NaN);
  return <span class="put-in">{write(of, { ...html, number }, putIn)}</span>;
}

function numberOf(
  value: number,
  known: Known | null,
  { run, format, select }: Omit<PutInProps, "of"> & Pick<Store, "select">,
): JSX.Element {
  if (known && !isThere(run, known.at)) return <span class="pending" />;
  const text = format(value);
  const quantity = known?.quantity;
  if (!quantity) return <span>{text}</span>;
  return (
    <button
      type="button"
      class="followed"
      aria-label={`${plainText(known.is)} = ${text}`}
      onClick={() => select(quantity)}
    >
      {text}
    </button>
  );
}

const html: Omit<Medium<JSX.Element>, "number"> = {
  letter: ({ letter }) => <i>{letter}</i>,
  row: (parts) => (
    <>
      {parts.map((part, k) => (
        <Fragment key={k}>{part}</Fragment>
      ))}
    </>
  ),
  operator: (symbol) => <>{symbol === "," ? ", " : ` ${symbol} `}</>,
  sign: (symbol) => <>{symbol}</>,
  parentheses: (of) => <>({of})</>,
  size: (of) => <>|{of}|</>,
  fraction: (over, under) => (
    <span class="fraction">
      <span>{over.written}</span>
      <span class="slash visually-hidden">/</span>
      <span>{under.written}</span>
    </span>
  ),
  power: (base, exponent) => (
    <>
      {base}
      <sup>{exponent.written}</sup>
    </>
  ),
  root: ({ written }: Part<JSX.Element>) => (
    <>
      √<span class="under-root">{written}</span>
    </>
  ),
  functionName: (name, isDerivative) => <>{isDerivative ? `${name}′` : name}</>,
  derivative: (of, by) => (
    <>
      ∂{of}/∂{by}
    </>
  ),
  sumSign: (index) => <>Σ{index} </>,
};
