import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { NumberField } from "./number-field.tsx";
import { parseNumber } from "./number-text.ts";
import { Outcome } from "./outcome.tsx";
import { dataStrings } from "./strings.ts";

/** More fields than this are small, and scroll. */
const mostFields = 12;

interface PredictPanelProps extends PaneProps {
  /** The row of the sample shown, counted from 0. */
  readonly row: number;
}

/** A row of inputs to type in, and at once what the network makes of it: at first of those of the sample shown. */
export function PredictPanel({ run, store, row }: PredictPanelProps): JSX.Element {
  const { outline, snapshot } = run;
  const { inputs, layers } = outline;
  /** What was typed; null while it is the sample shown. */
  const [typed, setTyped] = useState<readonly string[] | null>(null);
  useEffect(() => setTyped(null), [snapshot.generation]);
  const numbers = typed?.map(parseNumber) ?? null;
  const areNumbers = numbers?.every((value) => value !== null) ?? true;
  const request = numbers && areNumbers ? { inputs: numbers.filter((value) => value !== null) } : { row };
  const answer = useInspection(store, snapshot, "predict", request);
  const texts = typed ?? (answer && Array.from(answer.inputs, String));

  function type(input: number, text: string): void {
    if (texts) setTyped(texts.map((other, i) => (i === input ? text : other)));
  }

  return (
    <section class="predict" aria-labelledby="predict-heading">
      <header>
        <h3 id="predict-heading">{dataStrings.predict}</h3>
        <span class="quiet">{typed ? dataStrings.fromYours : dataStrings.fromSample(row + 1)}</span>
        {typed && (
          <button type="button" class="link" title={dataStrings.asShownTitle} onClick={() => setTyped(null)}>
            {dataStrings.asShown}
          </button>
        )}
      </header>
      <fieldset class={`fields ${inputs.length > mostFields ? "many" : ""}`} aria-label={dataStrings.inputsOf}>
        {inputs.map((name, i) => (
          <NumberField
            key={i}
            id={`predict-${i}`}
            name={name}
            text={texts?.[i] ?? null}
            onType={(text) => type(i, text)}
          />
        ))}
      </fieldset>
      <Outcome
        outline={outline}
        outputs={areNumbers ? (answer?.outputs ?? null) : null}
        named={areNumbers ? (answer?.class ?? null) : null}
        areShares={["sigmoid", "softmax"].includes(layers[layers.length - 1].activation)}
      />
    </section>
  );
}
