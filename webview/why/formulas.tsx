import type { JSX } from "preact";
import type { Sentence } from "../../src/core/explanation/derivation-parts.ts";
import type { Expression } from "../../src/core/explanation/notation/expression.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import { type DerivativeForm, symbolic } from "../mathml.tsx";
import { formatSignificant } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { strings } from "../strings.ts";
import { isThere } from "./visibility.ts";

/** An expression with its symbols. */
export function Symbols({ of, form = "slanted" }: { readonly of: Expression; readonly form?: DerivativeForm }) {
  return <math class="symbols">{symbolic(of, form)}</math>;
}

/** The same at the head of a column, where not everybody can hear a formula. */
export function SpokenSymbols({ of }: { readonly of: Expression }): JSX.Element {
  return (
    <>
      <span class="visually-hidden">{plainText(of)}</span>
      <math class="symbols" aria-hidden="true">
        {symbolic(of)}
      </math>
    </>
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
