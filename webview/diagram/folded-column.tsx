import type { ComponentChildren, CSSProperties, JSX } from "preact";
import { useMemo } from "preact/hooks";
import { formatCount } from "../../src/format/number-format.ts";
import { blockAt } from "../../src/run/matrix-map.ts";
import { formatNumber } from "../numbers.ts";
import type { LayerView, RunView } from "../run-view.ts";
import { lossBy } from "../symbols.tsx";
import { type FoldCursor, FoldField, type ReadOut } from "./fold-field.tsx";
import { inputParts, layerParts } from "./fold-parts.ts";
import { gradientsInto, strongest, weightAt } from "./layer-weights.ts";
import { cardHeight, cardTopInDrawer, type FoldColumn } from "./network-layout.ts";
import { networkStrings } from "./network-strings.ts";
import { inputSymbol, parameterSymbol, unitSymbol } from "./network-symbols.ts";
import { WideLayer } from "./wide-layer.tsx";

/** Beside a card in a drawer. */
const besideCard = 4;

interface FoldedProps {
  readonly run: RunView;
  readonly column: FoldColumn;
  /** The card of a unit that is shown at large. */
  readonly card: (unit: number, style: CSSProperties) => ComponentChildren;
}

/** The inputs where they are too many for cards. */
export function FoldedInputs({ run, column, card }: FoldedProps): JSX.Element {
  const { outline, sample } = run;
  const inputs = sample?.inputs ?? null;
  const parts = useMemo(() => inputParts(inputs, column.width), [inputs, column.width]);
  const readOut = ({ unit }: FoldCursor): ReadOut[] =>
    inputs ? [{ symbol: inputSymbol(unit), value: formatNumber(inputs[unit]) }] : [];
  const name = networkStrings.foldInputsTitle(formatCount(outline.inputs.length));
  return (
    <>
      <WideLayer name={name} column={column} parts={parts} strongest={null} />
      <FoldField
        name={name}
        column={column}
        parts={parts}
        inputs={0}
        quantityAt={({ unit }) => ({ of: "input", input: unit })}
        readOut={readOut}
      />
      {column.rows.drawers.map(({ unit, top }) => card(unit, drawerStyle(column, top)))}
    </>
  );
}

/** A layer whose units are too many for cards. */
export function FoldedLayer({ run, column, card, index }: FoldedProps & { readonly index: number }): JSX.Element {
  const layer = run.layers[index];
  const parts = useMemo(() => layerParts(layer, column.rows, column.width), [layer, column.rows, column.width]);
  const name = networkStrings.foldTitle(layer.name, formatCount(layer.units));
  return (
    <>
      <WideLayer name={name} column={column} parts={parts} strongest={strongestUnit(layer, index)} />
      <FoldField
        name={`${name} ${networkStrings.chooseHint}`}
        column={column}
        parts={parts}
        inputs={layer.fanIn}
        quantityAt={({ unit, input }) =>
          input === null
            ? { of: "delta", layer: index, unit }
            : { of: "parameter", parameter: { layer: index, kind: "weights", unit, input } }
        }
        readOut={(cursor) =>
          cursor.input === null ? unitReadOut(layer, index, cursor.unit) : weightReadOut(layer, index, cursor)
        }
      />
      {column.rows.drawers.map(({ unit, top }) => card(unit, drawerStyle(column, top)))}
    </>
  );
}

function drawerStyle({ x, width, rowsTop }: FoldColumn, top: number): CSSProperties {
  return {
    left: `${x + besideCard}px`,
    width: `${width - 2 * besideCard}px`,
    top: `${rowsTop + top + cardTopInDrawer}px`,
    height: `${cardHeight}px`,
  };
}

/** The unit with the largest a, or before the first step none. */
function strongestUnit({ forward }: LayerView, index: number): string | null {
  if (!forward) return null;
  const [unit] = strongest(forward.a, 1);
  return networkStrings.strongest(unitSymbol("a", index, unit).text, formatNumber(forward.a[unit]));
}

function unitReadOut({ forward, backward }: LayerView, index: number, unit: number): ReadOut[] {
  const read = (name: string, value: number) => ({ symbol: unitSymbol(name, index, unit), value: formatNumber(value) });
  const ahead = forward ? [read("z", forward.z[unit]), read("a", forward.a[unit])] : [];
  const back = backward ? [read("δ", backward.lossByZ[unit])] : [];
  return ahead.length > 0 ? [...ahead, ...back] : [{ symbol: unitSymbol("z", index, unit), value: "" }];
}

function weightReadOut(layer: LayerView, index: number, { unit, input }: FoldCursor): ReadOut[] {
  const w = parameterSymbol({ layer: index, kind: "weights", unit, input });
  if (input === null) return [];
  const weight = weightAt(layer, unit, input);
  const gradient = layer.gradients ? gradientsInto(layer, unit)?.[input] : undefined;
  return [
    { symbol: w, value: weight === null ? aboutThere(layer, unit, input) : formatNumber(weight) },
    ...(gradient === undefined ? [] : [{ symbol: lossBy(w), value: formatNumber(gradient) }]),
  ];
}

/** Where only blocks of the matrix are known: the largest of the block that the weight is in. */
function aboutThere({ excerpt, units, fanIn }: LayerView, unit: number, input: number): string {
  if (!excerpt) return "";
  const largest = blockAt(excerpt.weights, { rows: units, columns: fanIn }, unit, input);
  return networkStrings.about(formatNumber(Math.abs(largest)));
}
