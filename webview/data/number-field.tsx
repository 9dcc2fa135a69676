import type { JSX } from "preact";
import { parseNumber, stepped } from "./number-text.ts";
import { dataStrings } from "./strings.ts";

interface NumberFieldProps {
  /** A name for it that no other element has. */
  readonly id: string;
  readonly name: string;
  /** Null until its first text is known. */
  readonly text: string | null;
  readonly onType: (text: string) => void;
}

/** A field for one number, which arrow keys change, with a message where it holds none. */
export function NumberField({ id, name, text, onType }: NumberFieldProps): JSX.Element {
  const value = text === null ? null : parseNumber(text);
  const isWrong = text !== null && value === null;

  function onKeyDown(event: KeyboardEvent): void {
    const direction = { ArrowUp: 1, ArrowDown: -1 }[event.key];
    if (direction === undefined || text === null) return;
    event.preventDefault();
    const next = stepped(text, direction * (event.shiftKey ? 10 : 1));
    if (next !== null) onType(next);
  }

  return (
    <div class={`field ${isWrong ? "wrong" : ""}`}>
      <label for={id} title={name}>
        {name}
      </label>
      <input
        id={id}
        type="text"
        inputMode="decimal"
        role="spinbutton"
        autocomplete="off"
        spellcheck={false}
        title={dataStrings.fieldTitle(name)}
        value={text ?? ""}
        disabled={text === null}
        aria-valuenow={value ?? undefined}
        aria-valuetext={text ?? undefined}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-message` : undefined}
        onInput={(event) => onType(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {isWrong && (
        <p class="message" id={`${id}-message`} role="alert">
          {dataStrings.notANumber(text)}
        </p>
      )}
    </div>
  );
}
