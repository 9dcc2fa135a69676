import type { JSX } from "preact";

interface ChoiceProps<Value extends string> {
  /** The group's name in the page. */
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly title?: string }[];
  readonly value: Value;
  readonly onChange: (value: Value) => void;
}

/** One of a few words. */
export function Choice<Value extends string>(props: ChoiceProps<Value>): JSX.Element {
  const { name, label, options, value, onChange } = props;
  return (
    <div class="choice" role="radiogroup" aria-label={label}>
      {options.map((option) => (
        <label key={option.value} title={option.title}>
          <input
            type="radio"
            name={name}
            value={option.value}
            checked={option.value === value}
            onChange={() => onChange(option.value)}
          />
          <span>{option.label}</span>
        </label>
      ))}
    </div>
  );
}
