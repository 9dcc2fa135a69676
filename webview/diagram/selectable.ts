import { isSameQuantity, type Quantity, quantityKey } from "../../src/core/explanation/quantity.ts";
import { useStore } from "../store-context.ts";

/** What makes an element stand for a quantity that can be asked about. */
export interface Selectable {
  readonly role: "button";
  readonly tabIndex: number;
  readonly "data-quantity": string;
  readonly "aria-pressed": boolean;
  readonly onClick: (event: MouseEvent) => void;
  readonly onDblClick: (event: MouseEvent) => void;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/**
 * Makes an element stand for a quantity: a click, Enter or the space bar asks why it is its number, and once more takes
 * that back. A double click or F2 also begins to edit a parameter. It is reached by the arrow keys (see walk.ts), and by
 * Tab if it is the selected one or `isEntry`.
 */
export function useSelectable(quantity: Quantity, isEntry = false): Selectable {
  const store = useStore();
  const selected = store.arrangement.value.quantity;
  const isSelected = isSameQuantity(selected, quantity);
  const toggle = () => store.select(isSelected ? null : quantity);
  const edit = () => {
    store.select(quantity);
    if (quantity.of === "parameter") store.editing.value = true;
  };
  return {
    role: "button",
    tabIndex: isSelected || (isEntry && selected === null) ? 0 : -1,
    "data-quantity": quantityKey(quantity),
    "aria-pressed": isSelected,
    onClick: (event) => {
      event.stopPropagation();
      // The second click of a double click takes nothing back.
      if (event.detail < 2) toggle();
    },
    onDblClick: edit,
    onKeyDown: (event) => {
      if (event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === "F2") edit();
      else if (event.key === "Enter" || event.key === " ") toggle();
      else return;
      event.preventDefault();
    },
  };
}
