import type { JSX } from "preact";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { parameterSymbol } from "./parameter-symbol.tsx";
import { biasAt, fanInOf, placeKey, placeOf, placesIn, weightAt } from "./places.ts";
import { surfaceStrings } from "./strings.ts";

interface PlaceChooserProps {
  readonly label: string;
  readonly title: string;
  readonly outline: Outline;
  /** Null for none. */
  readonly place: ParameterPlace | null;
  readonly mayBeNone: boolean;
  readonly onChange: (key: string) => void;
}

/** The word for no parameter. */
export const noPlace = "none";

/** With more parameters than this one is named by its numbers instead of chosen from a list. */
const mostListed = 600;

/** A choice among all parameters of a network. */
export function PlaceChooser(props: PlaceChooserProps): JSX.Element {
  const { label, title, outline, place, mayBeNone, onChange } = props;
  const counts = outline.layers.map(({ units, hasBiases }, l) => units * (fanInOf(outline, l) + Number(hasBiases)));
  if (counts.reduce((sum, count) => sum + count, 0) > mostListed) return <NumberedPlace {...props} />;
  return (
    <label class="map-choice" title={title}>
      <span class="quiet">{label}</span>
      <select
        aria-label={title}
        value={place ? placeKey(place) : noPlace}
        onChange={(event) => onChange(event.currentTarget.value)}
      >
        {mayBeNone && <option value={noPlace}>{surfaceStrings.none}</option>}
        {outline.layers.map(({ name }, l) => (
          <optgroup key={name} label={name}>
            {placesIn(outline, l).map((each) => (
              <option key={placeKey(each)} value={placeKey(each)}>
                {parameterSymbol(outline, each).text}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
    </label>
  );
}

/** Names a parameter of a large network by its layer, unit and input; input 0 is the bias. */
function NumberedPlace({ label, title, outline, place, onChange }: PlaceChooserProps): JSX.Element {
  const layer = place?.layer ?? 0;
  const unit = (place?.unit ?? 0) + 1;
  const input = place?.input === null ? 0 : (place?.input ?? 0) + 1;
  const fanIn = fanInOf(outline, layer);

  function change(l: number, j: number, i: number): void {
    const next = i === 0 ? biasAt(l, j - 1) : weightAt(l, j - 1, i - 1);
    const key = placeKey(next);
    if (placeOf(key, outline)) onChange(key);
  }

  return (
    <fieldset class="map-choice numbered" aria-label={title}>
      <span class="quiet">{label}</span>
      <select
        aria-label={surfaceStrings.layer}
        value={layer}
        onChange={(event) => change(Number(event.currentTarget.value), 1, 1)}
      >
        {outline.layers.map(({ name }, l) => (
          <option key={name} value={l}>
            {name}
          </option>
        ))}
      </select>
      <input
        type="number"
        aria-label={surfaceStrings.unit}
        title={surfaceStrings.unit}
        min={1}
        max={outline.layers[layer].units}
        value={unit}
        onChange={(event) => change(layer, Number(event.currentTarget.value), input)}
      />
      <input
        type="number"
        aria-label={surfaceStrings.input}
        title={surfaceStrings.input}
        min={outline.layers[layer].hasBiases ? 0 : 1}
        max={fanIn}
        value={input}
        onChange={(event) => change(layer, unit, Number(event.currentTarget.value))}
      />
    </fieldset>
  );
}
