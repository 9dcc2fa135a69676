import type { JSX } from "preact";

interface ChoiceProps {
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly text: string }[];
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** A choice among a few. */
export function Choice({ label, options, value, onChange }: ChoiceProps): JSX.Element {
  return (
    <label class="map-choice">
      <span class="quiet">{label}</span>
      <select aria-label={label} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.text}
          </option>
        ))}
      </select>
    </label>
  );
}

/** A switch between a picture and its table. */
export function TableSwitch({
  isTable,
  onChange,
  words,
}: {
  readonly isTable: boolean;
  readonly onChange: (isTable: boolean) => void;
  readonly words: { readonly asTable: string };
}): JSX.Element {
  return (
    <button type="button" class="map-switch" aria-pressed={isTable} onClick={() => onChange(!isTable)}>
      {words.asTable}
    </button>
  );
}
