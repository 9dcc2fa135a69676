import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import type { Edit } from "../../src/core/edits.ts";
import type { Expression } from "../../src/core/explanation/notation/expression.ts";
import { plainText } from "../../src/core/explanation/notation/plain.ts";
import { isSameQuantity } from "../../src/core/explanation/quantity.ts";
import type { ParameterPlace } from "../../src/core/quantity-path.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { Symbols } from "./formulas.tsx";
import { whyStrings } from "./strings.ts";

interface SetByHandProps {
  readonly run: RunView;
  readonly store: Store;
  readonly parameter: ParameterPlace;
  readonly symbol: Expression;
  /** Before the step's update, or at the beginning. */
  readonly value: number;
}

/** A parameter's value, which can be set by hand, and taken back. */
export function SetByHand({ run, store, parameter, symbol, value }: SetByHandProps): JSX.Element {
  const { editing, remote } = store;
  const button = useRef<HTMLButtonElement>(null);
  // While another parameter's derivation is still awaited, its field is, too.
  const isEditing = editing.value && isSameQuantity(store.arrangement.value.quantity, { of: "parameter", parameter });
  const name = plainText(symbol);
  const edit = editOf(run, parameter);
  const isAtStart = run.worked === null;
  function close(): void {
    editing.value = false;
    // The field is gone with the next drawing; the cursor returns to where it was opened.
    requestAnimationFrame(() => button.current?.focus());
  }

  return (
    <div class={`set-by-hand ${edit ? "edited" : ""}`}>
      <Symbols of={symbol} />
      <span class="quiet">{isAtStart ? whyStrings.initialValue : whyStrings.valueNow}</span>
      {isEditing ? (
        <ValueField
          key={name}
          name={name}
          value={value}
          onSet={(next) => {
            void remote.edit({ parameter, value: next });
            close();
          }}
          onCancel={close}
          onLeave={() => {
            editing.value = false;
          }}
        />
      ) : (
        <>
          <span class="numeral" title={String(value)}>
            {formatNumber(value)}
          </span>
          {edit && <span class="edit-mark">{whyStrings.edited}</span>}
          <button
            type="button"
            class="button secondary"
            ref={button}
            aria-label={whyStrings.editSpoken(name)}
            title={isAtStart ? whyStrings.editTitleAtStart : whyStrings.editTitle}
            onClick={() => {
              editing.value = true;
            }}
          >
            {whyStrings.edit}
          </button>
          {edit && (
            <button
              type="button"
              class="button plain"
              title={whyStrings.takeBackTitle}
              onClick={() => void remote.edit({ parameter, value: null })}
            >
              {whyStrings.takeBack}
            </button>
          )}
        </>
      )}
    </div>
  );
}

/** The edit of a parameter before the step shown, or before the first; null if it was not set by hand there. */
export function editOf({ snapshot, worked }: RunView, parameter: ParameterPlace): Edit | null {
  const step = worked?.step ?? 1;
  const same = (edit: Edit) =>
    edit.step === step &&
    isSameQuantity({ of: "parameter", parameter: edit.parameter }, { of: "parameter", parameter });
  return snapshot.edits.find(same) ?? null;
}

interface ValueFieldProps {
  readonly name: string;
  readonly value: number;
  readonly onSet: (value: number) => void;
  readonly onCancel: () => void;
  /** The cursor went elsewhere in the page. */
  readonly onLeave: () => void;
}

function ValueField({ name, value, onSet, onCancel, onLeave }: ValueFieldProps): JSX.Element {
  const field = useRef<HTMLInputElement>(null);
  const [problem, setProblem] = useState<string | null>(null);
  useEffect(() => field.current?.select(), []);

  function onKeyDown(event: KeyboardEvent): void {
    if (event.key === "Escape") {
      event.stopPropagation();
      onCancel();
    }
    if (event.key !== "Enter") return;
    const text = field.current?.value ?? "";
    const read = readNumber(text);
    if (read === null) setProblem(whyStrings.noNumber(text));
    else if (!Number.isFinite(read)) setProblem(whyStrings.notFinite);
    else onSet(read);
  }

  return (
    <span class="value-field">
      <input
        ref={field}
        type="text"
        inputMode="decimal"
        spellcheck={false}
        autocomplete="off"
        defaultValue={String(value)}
        aria-label={whyStrings.editField(name)}
        aria-invalid={problem !== null}
        aria-describedby="value-message"
        onKeyDown={onKeyDown}
        onInput={() => setProblem(null)}
        onBlur={() => {
          // Where the whole window was left, the field waits.
          if (document.hasFocus()) onLeave();
        }}
      />
      <span id="value-message" class={problem ? "problem" : "quiet"} role={problem ? "alert" : undefined}>
        {problem ?? whyStrings.editHint}
      </span>
    </span>
  );
}

/** The number that a text says, with the minus sign that the page writes, too; null if it says none. */
export function readNumber(text: string): number | null {
  const plain = text
    .trim()
    .replace(/−/g, "-")
    .replace(/(?<=\d),(?=\d{3}(\D|$))/g, "");
  if (plain === "" || !/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d+)?$/i.test(plain)) return null;
  return Number(plain);
}
