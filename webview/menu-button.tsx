import type { ComponentChildren, JSX } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";

/** An entry of a menu. */
export interface MenuItem {
  readonly name: string;
  readonly title?: string;
  readonly onChoose: () => void;
  /** Whether a line sets it apart from the entry before. */
  readonly isFirstOfGroup?: boolean;
}

interface MenuButtonProps {
  readonly label: string;
  /** What it is for, where the label alone does not say it. */
  readonly title?: string;
  /** Without any, the button can't be pressed. */
  readonly items: readonly MenuItem[];
  readonly children: ComponentChildren;
}

/** A button that opens a menu under it; arrow keys walk it, Escape closes it. */
export function MenuButton({ label, title = label, items, children }: MenuButtonProps): JSX.Element {
  const root = useRef<HTMLDivElement>(null);
  const [isOpen, setOpen] = useState(false);
  const entries = () => [...(root.current?.querySelectorAll<HTMLElement>('[role="menuitem"]') ?? [])];

  useLayoutEffect(() => {
    if (isOpen) entries()[0]?.focus();
  }, [isOpen]);

  function close(): void {
    setOpen(false);
    root.current?.querySelector("button")?.focus();
  }

  /** Away from the menu and its button there is no menu. */
  function onFocusOut({ relatedTarget }: FocusEvent): void {
    if (!root.current?.contains(relatedTarget as Node | null)) setOpen(false);
  }

  function openByKey(event: KeyboardEvent): void {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    setOpen(true);
  }

  function walk(event: KeyboardEvent): void {
    const all = entries();
    const here = all.indexOf(document.activeElement as HTMLElement);
    const places: Partial<Record<string, number>> = {
      ArrowDown: (here + 1) % all.length,
      ArrowUp: (here + all.length - 1) % all.length,
      Home: 0,
      End: all.length - 1,
    };
    const place = places[event.key];
    if (event.key === "Escape") close();
    else if (place !== undefined) all[place].focus();
    else if (event.key === "Tab") setOpen(false);
    if (event.key === "Escape" || place !== undefined) event.preventDefault();
  }

  return (
    <div class="menu-button" ref={root}>
      <button
        type="button"
        class="icon-button"
        aria-label={label}
        title={title}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        disabled={items.length === 0}
        onClick={() => setOpen(!isOpen)}
        onKeyDown={openByKey}
        onFocusOut={onFocusOut}
      >
        {children}
      </button>
      {isOpen && (
        <div class="menu" role="menu" tabIndex={-1} aria-label={label} onKeyDown={walk} onFocusOut={onFocusOut}>
          {items.map(({ name, title, onChoose, isFirstOfGroup = false }) => (
            <button
              key={name}
              type="button"
              role="menuitem"
              class={isFirstOfGroup ? "first-of-group" : ""}
              tabIndex={-1}
              title={title}
              onClick={() => {
                close();
                onChoose();
              }}
            >
              {name}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
