import type { JSX } from "preact";
import type { Sentence } from "../../src/core/explanation/derivation-parts.ts";
import type { Expression, Known } from "../../src/core/explanation/notation/expression.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import type { Quantity } from "../../src/core/explanation/quantity.ts";
import { type DerivativeForm, numeric, symbolic } from "../mathml.tsx";
import { formatSignificant } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { strings } from "../strings.ts";
import { isThere } from "./visibility.ts";

/** An expression with its symbols. */
export function Symbols({ of, form = "slanted" }: { readonly of: Expression; readonly form?: DerivativeForm }) {
  return <math class="symbols">{symbolic(of, form)}</math>;
}

interface PutInProps {
  readonly of: Expression;
  readonly run: RunView;
  readonly format: (value: number) => string;
}

/** An expression with its numbers put in; those that are quantities can be followed. */
export function PutIn({ of, run, format }: PutInProps): JSX.Element {
  const { select } = useStore();
  const follow = ({ quantity, is }: Known, number: JSX.Element) =>
    quantity ? <FollowedNumber quantity={quantity} name={plainText(is)} number={number} select={select} /> : number;
  const numberFor = ({ value, at }: Known) => (isThere(run, at) ? value : null);
  return <math class="figures">{numeric(of, { format, numberFor, follow })}</math>;
}

interface FollowedNumberProps {
  readonly quantity: Quantity;
  readonly name: string;
  readonly number: JSX.Element;
  readonly select: (quantity: Quantity) => void;
}

/** A number within a formula that asks for its own reason when it is clicked. */
function FollowedNumber({ quantity, name, number, select }: FollowedNumberProps): JSX.Element {
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no link within a formula but this
    <mrow
      class="followed"
      role="link"
      tabIndex={0}
      aria-label={name}
      onClick={() => select(quantity)}
      onKeyDown={({ key }) => {
        if (key === "Enter") select(quantity);
      }}
    >
      {number}
    </mrow>
  );
}

interface ResultProps {
  readonly value: number;
  /** Whether it is there yet. */
  readonly isKnown: boolean;
  readonly format: (value: number) => string;
  readonly class?: string;
}

/** A number that was worked out, or a hatched cell in the place of one to come. */
export function Result({ value, isKnown, format, class: className = "" }: ResultProps): JSX.Element {
  if (!isKnown) return <span class="pending" role="img" aria-label={strings.notYetComputed} />;
  return (
    <span class={`numeral ${className}`} title={String(value)}>
      {format(value)}
    </span>
  );
}

/** A sentence with its symbols and numbers. */
export function Words({ of, run }: { readonly of: Sentence; readonly run: RunView }): JSX.Element {
  return (
    <>
      {of.map((part, k) => {
        if (typeof part === "string") return part;
        if (part.kind === "literal") return <WordNumber key={k} value={part.value} isKnown={true} />;
        if (part.kind === "known") return <WordNumber key={k} value={part.value} isKnown={isThere(run, part.at)} />;
        return <Symbols key={k} of={part} />;
      })}
    </>
  );
}

function WordNumber({ value, isKnown }: { readonly value: number; readonly isKnown: boolean }): JSX.Element {
  return <Result value={value} isKnown={isKnown} format={formatSignificant} class="in-words" />;
}
