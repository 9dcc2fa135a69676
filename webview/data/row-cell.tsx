import type { JSX } from "preact";
import type { Row, RowClasses } from "../../src/core/inspection/rows.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { Numeral } from "../numeral.tsx";
import type { CellKind } from "./columns.ts";
import { dataStrings } from "./strings.ts";

/** The most characters of a number in the table. */
const numberRoom = 9;
/** The room for the output that named a class: 0.414. */
const shareRoom = 5;

/** One cell of a row. */
export function RowCell({ row, kind }: { row: Row; kind: CellKind }): JSX.Element {
  switch (kind.of) {
    case "row":
      return (
        <th scope="row" class="row numeral">
          {formatCount(row.row + 1)}
        </th>
      );
    case "set":
      return (
        <td class="set">
          {row.isHeldOut && (
            <span class="tag" title={dataStrings.testTitle}>
              {dataStrings.test}
            </span>
          )}
        </td>
      );
    case "input":
      return <NumberCell value={row.inputs[kind.index]} />;
    case "target":
      return <NumberCell value={row.targets[kind.index]} />;
    case "output":
      return <NumberCell value={row.outputs[kind.index]} />;
    case "loss":
      return <NumberCell value={row.loss} />;
    case "more":
      return <td class="more" />;
    case "targetClass":
      return (
        <td class="targetClass" title={row.classes?.target ?? undefined}>
          {row.classes?.target ?? dataStrings.none}
        </td>
      );
    case "predictedClass":
      return <td class="predictedClass">{row.classes && <Predicted classes={row.classes} />}</td>;
  }
}

function NumberCell({ value }: { value: number }): JSX.Element {
  return (
    <td class="number">
      <Numeral value={value} room={numberRoom} />
    </td>
  );
}

/** The class predicted, whether it is right, and the output that named it. */
function Predicted({ classes: { predicted, isRight, output } }: { classes: RowClasses }): JSX.Element {
  return (
    <span class={`predicted-class ${isRight ? "right" : "wrong"}`}>
      <span class="mark" aria-hidden="true">
        {isRight ? "✓" : "✗"}
      </span>
      <span class="name" title={predicted ?? undefined}>
        {predicted ?? dataStrings.none}
      </span>
      <span class="visually-hidden">, {isRight ? dataStrings.right : dataStrings.wrong}, </span>
      <Numeral value={output} room={shareRoom} />
    </span>
  );
}
