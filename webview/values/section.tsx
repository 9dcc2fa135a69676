import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { type Arrangement, setOpen } from "../arrangement.ts";

interface SectionProps {
  readonly arrangement: Signal<Arrangement>;
  /** The key under which the arrangement remembers it. */
  readonly section: string;
  readonly isOpenAtFirst: boolean;
  readonly name: string;
  readonly detail: string;
  /** What is inside; made only while open. */
  readonly children: () => ComponentChildren;
}

/** A part that opens and closes, and stays as it was left. */
export function Section({ arrangement, section, isOpenAtFirst, name, detail, children }: SectionProps): JSX.Element {
  const isOpen = arrangement.value.open[section] ?? isOpenAtFirst;
  return (
    <details
      open={isOpen}
      onToggle={(event) => {
        // The browser also reports what the page itself opened.
        const { open } = event.currentTarget;
        if (open !== isOpen) setOpen(arrangement, section, open);
      }}
    >
      <summary>
        <span class="name" title={name}>
          {name}
        </span>
        <span class="quiet">{detail}</span>
      </summary>
      {isOpen && children()}
    </details>
  );
}
