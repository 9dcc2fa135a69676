import type { CSSProperties, JSX } from "preact";
import { formatRounded } from "../../src/format/number-format.ts";
import { networkNaming } from "../naming.ts";
import { Quantity } from "../numeral.tsx";
import type { LayerView } from "../run-view.ts";
import { strings } from "../strings.ts";
import { letter } from "../symbols.tsx";

interface UnitCardProps {
  readonly layer: LayerView;
  readonly unit: number;
  readonly style: CSSProperties;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

/** As wide as −12.34 and −0.123 in a card. */
const toTwoDecimals = (value: number) => formatRounded(value, 2, 6);
const toThreeDecimals = (value: number) => formatRounded(value, 3, 7);

/** One unit: z, a, its bias and δ = ∂ℓ/∂z, rounded to be compared. */
export function UnitCard({ layer, unit, style, isChosen, onChoose }: UnitCardProps): JSX.Element {
  const { values, before } = layer;
  const index = networkNaming.unit(0, unit);
  // The letters alone: a card has no room for indices, and its place tells them.
  const quantity = (name: string, value: number | null, format: (value: number) => string) => (
    <Quantity symbol={{ ...letter(name), text: letter(name, ...index).text }} value={value} format={format} />
  );
  return (
    <button
      type="button"
      class={`card unit ${isChosen ? "chosen" : ""}`}
      style={style}
      title={strings.unitTitle(layer.name, unit + 1)}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      <span class="visually-hidden">{strings.unit(unit + 1)}</span>
      {quantity("z", values ? values.z[unit] : null, toTwoDecimals)}
      {quantity("a", values ? values.a[unit] : null, toTwoDecimals)}
      {quantity("b", before.biases[unit], toTwoDecimals)}
      {quantity("δ", values ? values.lossByZ[unit] : null, toThreeDecimals)}
    </button>
  );
}
