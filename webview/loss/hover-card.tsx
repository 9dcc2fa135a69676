import type { JSX } from "preact";
import type { HoverText, NamedNumber } from "./hover-text.ts";

interface HoverCardProps {
  readonly text: HoverText;
  /** How far along the plot it points, from 0 to 1. */
  readonly along: number;
}

/** What the chart says where it is pointed at, beside the pointer and within the plot. */
export function HoverCard({ text: { title, losses, measured }, along }: HoverCardProps): JSX.Element {
  return (
    <div class={`hover-card loss-hover ${along < 0.5 ? "after" : "before"}`} style={{ "--along": along }}>
      <strong>{title}</strong>
      <Numbers numbers={losses} />
      {measured && (
        <>
          <span class="quiet">{measured.title}</span>
          <Numbers numbers={measured.numbers} />
        </>
      )}
    </div>
  );
}

function Numbers({ numbers }: { readonly numbers: readonly NamedNumber[] }): JSX.Element {
  return (
    <dl>
      {numbers.map(({ name, text }) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd class="numeral">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
