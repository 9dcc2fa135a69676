import type { ComponentChildren, CSSProperties, JSX } from "preact";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { repeats } from "../symbols.tsx";
import { inputSymbol } from "./network-symbols.ts";
import { SelectableQuantity } from "./selectable-quantity.tsx";

interface InputCardProps {
  readonly run: RunView;
  /** Counted from 0. */
  readonly input: number;
  readonly style: CSSProperties;
  readonly room: number;
  readonly hasName: boolean;
  readonly thumbnail: ComponentChildren;
}

/** One input: its symbol, its number, and its name where there is room and it says more. */
export function InputCard({ run, input, style, room, hasName, thumbnail }: InputCardProps): JSX.Element {
  const store = useStore();
  const name = run.outline.inputs[input];
  const symbol = inputSymbol(input);
  const quantity = { of: "input", input } as const;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard reaches the number in the card
    // biome-ignore lint/a11y/noStaticElementInteractions: a larger target for the pointer only
    <div
      class={`card input ${thumbnail ? "with-map" : ""}`}
      style={style}
      title={name}
      data-unit={`input ${input}`}
      onClick={() => store.select(quantity)}
    >
      {thumbnail}
      <SelectableQuantity
        quantity={quantity}
        symbol={symbol}
        value={run.sample ? run.sample.inputs[input] : null}
        room={room}
      />
      {hasName && !repeats(name, symbol) && <span class="quiet name">{name}</span>}
    </div>
  );
}
