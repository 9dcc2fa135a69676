import type { JSX } from "preact";
import type { Badge } from "../../src/core/explanation/trace.ts";
import { useStore } from "../store-context.ts";
import { heightAt } from "./edge-curve.ts";
import { cardHeight, middleOf, type NetworkLayout } from "./network-layout.ts";
import { networkStrings } from "./network-strings.ts";
import { parameterSymbol, unitSymbol } from "./network-symbols.tsx";

interface NetworkBadgesProps {
  readonly layout: NetworkLayout;
  readonly badges: readonly Badge[];
}

/** The numbers that the derivation's factors carry, where they come from. */
export function NetworkBadges({ layout, badges }: NetworkBadgesProps): JSX.Element {
  const store = useStore();
  return (
    <>
      {badges.map(({ number, at }) => {
        const [x, y] = placeOf(at, layout);
        const { name, quantity } = meaningOf(at);
        return (
          <button
            key={number}
            type="button"
            // The keyboard reaches the number itself, and the factor in the derivation.
            tabIndex={-1}
            class={`badge ${store.litBadge.value === number ? "lit" : ""}`}
            style={{ left: `${x}px`, top: `${y}px` }}
            aria-label={networkStrings.badge(number, name)}
            title={name}
            onPointerEnter={() => {
              store.litBadge.value = number;
            }}
            onPointerLeave={() => {
              store.litBadge.value = null;
            }}
            onClick={() => store.select(quantity)}
          >
            {number}
          </button>
        );
      })}
    </>
  );
}

/** At the corner of a card, and at the first quarter of an edge, where its number does not stand. */
function placeOf(at: Badge["at"], { columns, loss }: NetworkLayout): readonly [x: number, y: number] {
  if (at.of === "loss") return [loss.x + loss.width, loss.top];
  const to = columns[at.layer + 1];
  if (at.of === "unit") return [to.x + to.width, middleOf(to, at.unit) - cardHeight / 2];
  const from = columns[at.layer];
  const ends = { x1: from.x + from.width, y1: middleOf(from, at.input), x2: to.x, y2: middleOf(to, at.unit) };
  const x = ends.x1 + (ends.x2 - ends.x1) / 4;
  return [x, heightAt(ends, x)];
}

function meaningOf(at: Badge["at"]) {
  switch (at.of) {
    case "loss":
      return { name: networkStrings.loss, quantity: { of: "loss" } } as const;
    case "unit":
      return {
        name: unitSymbol("δ", at.layer, at.unit).text,
        quantity: { of: "delta", layer: at.layer, unit: at.unit },
      } as const;
    case "edge": {
      const parameter = { layer: at.layer, kind: "weights", unit: at.unit, input: at.input } as const;
      return { name: parameterSymbol(parameter).text, quantity: { of: "parameter", parameter } } as const;
    }
  }
}
