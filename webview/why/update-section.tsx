import type { JSX } from "preact";
import type { UpdatePart } from "../../src/core/explanation/derivation-parts.ts";
import { letter } from "../../src/core/explanation/notation/expression.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import { Symbols, Words } from "./formulas.tsx";
import { LinesBlock } from "./lines-block.tsx";
import { NumberLine } from "./number-line.tsx";
import { whyStrings } from "./strings.ts";
import { isThere } from "./visibility.ts";

interface UpdateSectionProps {
  readonly update: UpdatePart;
  readonly run: RunView;
  readonly children: JSX.Element;
}

/** What the step makes of the parameter: the optimizer's rule with its numbers. */
export function UpdateSection({ update, run, children }: UpdateSectionProps): JSX.Element {
  const { name, learningRate, lines, before, after, notes } = update;
  const isDone = isThere(run, { of: "update" });
  const hasUnknown = lines.some(({ value }) => value === null);
  return (
    <section class="why-section update" aria-label={whyStrings.update}>
      <header>
        <h3>{whyStrings.update}</h3>
        <span class="quiet">
          {name}, <Symbols of={letter("η")} /> ={" "}
          <span class="numeral" title={String(learningRate)}>
            {rateText(learningRate)}
          </span>
        </span>
      </header>
      {lines.length > 0 && <LinesBlock lines={lines} run={run} />}
      {hasUnknown && <p class="quiet">{whyStrings.noNumbers}</p>}
      {notes.map((note, k) => (
        <p key={k} class="quiet">
          <Words of={note} run={run} />
        </p>
      ))}
      {isDone && <NumberLine before={before} after={after} />}
      {children}
    </section>
  );
}

/** A learning rate as people give it: 1/128, 0.01. */
function rateText(rate: number): string {
  const inverse = 1 / rate;
  const isFraction = Number.isInteger(inverse) && inverse > 1 && inverse <= 4096;
  return isFraction && String(rate).length > `1/${inverse}`.length ? `1/${inverse}` : formatNumber(rate);
}
