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

/** One unit: z, a, its bias where it has one, and δ = ∂ℓ/∂z, rounded to be compared. */
export function UnitCard({ layer, unit, style, isChosen, onChoose }: UnitCardProps): JSX.Element {
  const { forward, backward, before } = layer;
  const index = networkNaming.unit(0, unit);
  const quantities = [
    { name: "z", value: forward ? forward.z[unit] : null, format: toTwoDecimals },
    { name: "a", value: forward ? forward.a[unit] : null, format: toTwoDecimals },
    ...(layer.hasBiases ? [{ name: "b", value: before.biases[unit], format: toTwoDecimals }] : []),
    { name: "δ", value: backward ? backward.lossByZ[unit] : null, format: toThreeDecimals },
  ];
  const spoken = quantities.map(({ name, value, format }) =>
    strings.quantitySpoken(name, value === null ? strings.notYetComputed : format(value)),
  );
  return (
    <button
      type="button"
      class={`card unit ${layer.hasBiases ? "" : "no-bias"} ${isChosen ? "chosen" : ""}`}
      style={style}
      title={strings.unitTitle(layer.name, unit + 1)}
      aria-label={strings.unitSpoken(unit + 1, spoken)}
      aria-pressed={isChosen}
      onClick={onChoose}
    >
      {quantities.map(({ name, value, format }) => (
        <Quantity
          key={name}
          // The letter alone: a card has no room for indices, and its place tells them.
          symbol={{ ...letter(name), text: letter(name, ...index).text }}
          value={value}
          format={format}
        />
      ))}
    </button>
  );
}
