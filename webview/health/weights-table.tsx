import type { JSX } from "preact";
import type { ShownWeights } from "../../src/core/inspection/evidence-weights.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { Numeral } from "../numeral.tsx";
import { healthStrings } from "./strings.ts";

const numberRoom = 8;

/** The weights of a few units, one below the other, so that it is seen that they are the same. */
export function WeightsTable({ shown, outline }: { shown: ShownWeights; outline: Outline }): JSX.Element {
  const { layer, units, inputs, weights, biases, unitsInAll, inputsInAll } = shown;
  const nameOf = (input: number) => (layer === 0 ? outline.inputs[input] : healthStrings.unit(input + 1));
  const notes = [
    ...(unitsInAll > units.length ? [healthStrings.moreUnits(unitsInAll - units.length)] : []),
    ...(inputsInAll > inputs ? [healthStrings.moreInputs(inputsInAll - inputs)] : []),
  ];
  return (
    <>
      <table class="weights">
        <caption>{healthStrings.weightsNow}</caption>
        <thead>
          <tr>
            <td />
            {Array.from({ length: inputs }, (_, input) => (
              <th key={input} scope="col" title={nameOf(input)}>
                {nameOf(input)}
              </th>
            ))}
            {biases && <th scope="col">{healthStrings.bias}</th>}
          </tr>
        </thead>
        <tbody>
          {units.map((unit, row) => (
            <tr key={unit}>
              <th scope="row">{healthStrings.unit(unit + 1)}</th>
              {Array.from({ length: inputs }, (_, input) => (
                <td key={input}>
                  <Numeral value={weights[row * inputs + input]} room={numberRoom} />
                </td>
              ))}
              {biases && (
                <td>
                  <Numeral value={biases[row]} room={numberRoom} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {notes.length > 0 && <p class="quiet note">{notes.join(", ")}</p>}
    </>
  );
}
