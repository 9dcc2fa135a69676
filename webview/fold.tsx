import type { Signal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { type Arrangement, setOpen } from "./arrangement.ts";
import { ChevronIcon } from "./icons.tsx";

interface FoldButtonProps {
  readonly arrangement: Signal<Arrangement>;
  /** The key under which the arrangement remembers it. */
  readonly section: string;
  readonly name: string;
}

/** Opens and closes a section of a narrow page; in a wide one there is no need for it, and it is not to be seen. */
export function FoldButton({ arrangement, section, name }: FoldButtonProps): JSX.Element {
  const isOpen = isUnfolded(arrangement.value, section);
  return (
    <button
      type="button"
      class="icon-button fold"
      aria-label={name}
      aria-expanded={isOpen}
      onClick={() => setOpen(arrangement, section, !isOpen)}
    >
      <ChevronIcon />
    </button>
  );
}

/** A section with a header of its own, which folds in a narrow page. */
export function Foldable({ children, ...fold }: FoldButtonProps & { children: ComponentChildren }): JSX.Element {
  return (
    <div class={`foldable ${isUnfolded(fold.arrangement.value, fold.section) ? "" : "folded"}`}>
      <FoldButton {...fold} />
      {children}
    </div>
  );
}

/** Whether a section was left open; at first it is. */
export function isUnfolded({ open }: Arrangement, section: string): boolean {
  return open[section] ?? true;
}

/** The keys of the sections that fold in a narrow page. */
export const foldSections = { diagram: "diagram", why: "why" } as const;
