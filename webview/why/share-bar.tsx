import type { JSX } from "preact";

interface ShareBarProps {
  /** 0 to 1: of the largest bar. */
  readonly share: number;
  /** Its sign decides how the bar looks. */
  readonly value: number;
}

/** A bar as long as a share: filled where the value adds, outlined and dashed where it takes away. */
export function ShareBar({ share, value }: ShareBarProps): JSX.Element {
  const sign = value < 0 ? "negative" : "positive";
  return (
    <span class="share-room">
      <span class={`share-bar ${sign}`} style={{ width: `max(2px, ${(100 * share).toFixed(2)}%)` }} />
    </span>
  );
}
