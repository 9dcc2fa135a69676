import type { ComponentChildren, CSSProperties, JSX } from "preact";
import { formatCount } from "../../src/format/number-format.ts";
import { isEdited } from "../edited.ts";
import { formatRounded } from "../numbers.ts";
import type { LayerView, RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { strings } from "../strings.ts";
import { letter } from "../symbols.tsx";
import { extentOf } from "./extent.ts";
import { networkStrings } from "./network-strings.ts";
import { unitSymbol } from "./network-symbols.ts";
import { SelectableQuantity } from "./selectable-quantity.tsx";

interface UnitCardProps {
  readonly run: RunView;
  /** Of the layer and of the unit, counted from 0. */
  readonly index: number;
  readonly unit: number;
  readonly style: CSSProperties;
  readonly isOnPath: boolean;
  readonly isAsked: boolean;
  /** Whether it says which unit it is, where its place does not tell. */
  readonly isNamed: boolean;
  /** The unit's map, where it has one; otherwise a strip tells its activation. */
  readonly thumbnail: ComponentChildren;
}

/** As wide as −12.34 and −0.123 in a card. */
const toTwoDecimals = (value: number) => formatRounded(value, 2, 6);
const toThreeDecimals = (value: number) => formatRounded(value, 3, 7);

/** One unit: z, a, its bias where it has one, and δ = ∂ℓ/∂z, rounded to be compared. */
export function UnitCard(props: UnitCardProps): JSX.Element {
  const { run, index, unit, style, isOnPath, isAsked, isNamed, thumbnail } = props;
  const store = useStore();
  const layer = run.layers[index];
  const { forward, backward, before, fresh } = layer;
  const bias = { layer: index, kind: "biases", unit, input: null } as const;
  const place = { layer: index, unit };
  const z = { name: "z", quantity: { of: "z", ...place }, value: forward ? forward.z[unit] : null } as const;
  const a = { name: "a", quantity: { of: "a", ...place }, value: forward ? forward.a[unit] : null } as const;
  const b = { name: "b", quantity: { of: "parameter", parameter: bias }, value: before.biases[unit] } as const;
  const δ = {
    name: "δ",
    quantity: { of: "delta", ...place },
    value: backward ? backward.lossByZ[unit] : null,
  } as const;
  const isForwardFresh = fresh === "forward";
  const quantities = [
    { ...z, format: toTwoDecimals, isFresh: isForwardFresh },
    { ...a, format: toTwoDecimals, isFresh: isForwardFresh },
    ...(layer.hasBiases ? [{ ...b, format: toTwoDecimals, isFresh: false }] : []),
    { ...δ, format: toThreeDecimals, isFresh: fresh === "backward" },
  ];
  const spoken = quantities.map(({ name, value, format }) =>
    strings.quantitySpoken(name, value === null ? strings.notYetComputed : format(value)),
  );
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches δ itself, which is in the card
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for forms
    <div
      class={`card unit ${layer.hasBiases ? "" : "no-bias"} ${isOnPath ? "on-path" : ""} ${isAsked ? "asked" : ""} ${isNamed ? "named" : ""} ${thumbnail ? "with-map" : ""}`}
      style={style}
      title={networkStrings.unitTitle(layer.name, formatCount(unit + 1))}
      role="group"
      aria-label={strings.unitSpoken(unit + 1, spoken)}
      data-unit={`${index} ${unit}`}
      onClick={() => store.select(δ.quantity)}
    >
      {isNamed && <span class="unit-name quiet">{networkStrings.unit(formatCount(unit + 1))}</span>}
      {thumbnail || <ActivationStrip layer={layer} unit={unit} />}
      {quantities.map(({ name, quantity, value, format, isFresh }) => (
        <SelectableQuantity
          key={name}
          quantity={quantity}
          // The letter alone: a card has no room for indices, and its place tells them.
          symbol={{ ...letter(name), text: unitSymbol(name, index, unit).text }}
          value={value}
          format={format}
          isFresh={isFresh}
          isEdited={name === "b" && isEdited(run, bias)}
        />
      ))}
    </div>
  );
}

/** The unit's activation as a colour at the card's edge, the stronger the larger it is in its layer. */
function ActivationStrip({
  layer: { forward, activation },
  unit,
}: {
  layer: LayerView;
  unit: number;
}): JSX.Element | null {
  if (!forward) return null;
  const isBounded = activation === "tanh" || activation === "sigmoid" || activation === "softmax";
  const reach = isBounded ? 1 : extentOf(forward.a).bound;
  const share = reach > 0 ? Math.min(1, Math.abs(forward.a[unit]) / reach) : 0;
  return <span class={`strip ${forward.a[unit] < 0 ? "negative" : "positive"}`} style={{ opacity: share }} />;
}
