import type { JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { MoreIcon } from "./icons.tsx";
import { ids } from "./ids.ts";
import { toolbarStrings } from "./toolbar/strings.ts";

/** What a menu lets the person do. */
export interface MenuItem {
  /** What it is known by; no other item has it. */
  readonly key: string;
  readonly label: string;
  readonly title?: string;
  /** Unless said, it can be chosen. */
  readonly isEnabled?: boolean;
  readonly onChoose: () => void;
  /** Whether a line sets it apart from the item before. */
  readonly isFirstOfGroup?: boolean;
}

/** A button that opens a menu: arrow keys walk it, Enter chooses, and Escape or going elsewhere closes it. */
export function ToolbarMenu({ items }: { items: readonly MenuItem[] }): JSX.Element {
  const [isOpen, setOpen] = useState(false);
  const whole = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const enabledItems = () => [...(whole.current?.querySelectorAll<HTMLElement>('[role="menuitem"]:enabled') ?? [])];

  useEffect(() => {
    if (isOpen) enabledItems()[0]?.focus();
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    button.current?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (!isOpen) return;
    const choices = enabledItems();
    const here = choices.indexOf(document.activeElement as HTMLElement);
    const last = choices.length - 1;
    const places: Readonly<Record<string, number>> = {
      ArrowDown: here === last ? 0 : here + 1,
      ArrowUp: here <= 0 ? last : here - 1,
      Home: 0,
      End: last,
    };
    const place = places[event.key];
    if (event.key === "Escape") close();
    else if (place !== undefined) choices[place]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={whole} class="menu">
      <button
        ref={button}
        type="button"
        class="button plain"
        aria-label={toolbarStrings.more}
        title={toolbarStrings.moreTitle}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-controls={ids.toolbarMenu}
        onClick={() => setOpen(!isOpen)}
      >
        <MoreIcon />
      </button>
      {isOpen && (
        <div
          class="menu-items"
          id={ids.toolbarMenu}
          role="menu"
          aria-label={toolbarStrings.more}
          tabIndex={-1}
          onKeyDown={onKeyDown}
          onFocusOut={({ relatedTarget }) => {
            if (!(relatedTarget instanceof Node && whole.current?.contains(relatedTarget))) setOpen(false);
          }}
        >
          {items.map(({ key, label, title, isEnabled = true, onChoose, isFirstOfGroup = false }) => (
            <button
              key={key}
              type="button"
              role="menuitem"
              class={isFirstOfGroup ? "first-of-group" : ""}
              tabIndex={-1}
              title={title}
              disabled={!isEnabled}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              {label}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
