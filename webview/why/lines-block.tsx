import type { JSX } from "preact";
import type { Line } from "../../src/core/explanation/derivation-parts.ts";
import { formWithNumbers, shownForms } from "../../src/core/explanation/line-forms.ts";
import type { RunView } from "../run-view.ts";
import { figuresOf } from "./figures.ts";
import { Result, Symbols, Words } from "./formulas.tsx";
import { PutIn } from "./put-in.tsx";
import { isThere } from "./visibility.ts";

interface LinesBlockProps {
  readonly lines: readonly Line[];
  readonly run: RunView;
}

/** Lines of working: what is worked out, its formula, the numbers put in, and the result. */
export function LinesBlock({ lines, run }: LinesBlockProps): JSX.Element {
  return (
    <div class="lines">
      {lines.map((line, k) => (
        <WorkedLine key={k} line={line} run={run} />
      ))}
    </div>
  );
}

function WorkedLine({ line, run }: { readonly line: Line; readonly run: RunView }): JSX.Element {
  const { left, value, at, changes, note, decimals } = line;
  const figures = figuresOf(value ?? 0, decimals);
  const filledIn = formWithNumbers(line);
  return (
    <div class="line">
      <span class="left">
        <Symbols of={left} />
      </span>
      <span class="working">
        {shownForms(line).map((form, k) => (
          <span key={k} class="equal">
            <Relation symbol={changes && k === 0 ? "←" : "="} />
            <Symbols of={form} />
          </span>
        ))}
      </span>
      {value !== null && (
        <span class="working numbers">
          {filledIn && (
            <span class="equal">
              <Relation symbol="=" />
              <PutIn of={filledIn} run={run} format={figures.input} />
            </span>
          )}
          <span class="equal">
            <Relation symbol="=" />
            <Result value={value} isKnown={isThere(run, at)} format={figures.result} class="result" />
          </span>
          {note && (
            <span class="quiet note">
              <Words of={note} run={run} />
            </span>
          )}
        </span>
      )}
    </div>
  );
}

function Relation({ symbol }: { readonly symbol: "=" | "←" }): JSX.Element {
  return <span class="relation">{symbol}</span>;
}
