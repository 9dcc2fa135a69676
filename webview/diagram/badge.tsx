import type { CSSProperties, JSX } from "preact";
import type { Quantity } from "../../src/core/explanation/quantity.ts";
import type { BadgePlace, Badge as TracedBadge } from "../../src/core/explanation/trace.ts";
import { useStore } from "../store-context.ts";
import { diagramStrings } from "./strings.ts";

interface BadgeProps {
  readonly badge: TracedBadge;
  /** How many layers the network has. */
  readonly layers: number;
  readonly style?: CSSProperties;
}

/**
 * The number that a factor carries both in its derivation and in the picture. Pointing at either lights both; a click
 * asks why that factor is its number.
 */
export function Badge({ badge: { number, at }, layers, style }: BadgeProps): JSX.Element {
  const { litBadge, select } = useStore();
  const light = () => {
    litBadge.value = number;
  };
  const darken = () => {
    if (litBadge.peek() === number) litBadge.value = null;
  };
  return (
    <button
      type="button"
      class={`badge ${litBadge.value === number ? "lit" : ""}`}
      style={style}
      tabIndex={-1}
      data-badge={number}
      aria-label={diagramStrings.badge(number)}
      title={diagramStrings.badgeTitle(number)}
      onPointerEnter={light}
      onPointerLeave={darken}
      onFocus={light}
      onBlur={darken}
      onClick={() => {
        darken();
        select(quantityAt(at, layers));
      }}
    >
      {number}
    </button>
  );
}

/** What the picture shows where a badge stands. */
export function quantityAt(at: BadgePlace, layers: number): Quantity {
  switch (at.of) {
    case "loss":
      return { of: "lossByA", layer: layers - 1, unit: 0 };
    case "edge":
      return { of: "parameter", parameter: { layer: at.layer, kind: "weights", unit: at.unit, input: at.input } };
    case "unit":
      return { of: "delta", layer: at.layer, unit: at.unit };
  }
}
