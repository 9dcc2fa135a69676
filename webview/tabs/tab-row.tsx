import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { type TabName, tabNames } from "../arrangement.ts";
import { MoreIcon } from "../icons.tsx";
import { MenuButton } from "../menu-button.tsx";
import { tabStrings } from "./strings.ts";
import { useFitting } from "./use-fitting.ts";

interface TabRowProps {
  readonly tab: TabName;
  /** How much was found, to be told beside Health. */
  readonly findings: number;
  readonly panel: string;
  readonly onChoose: (name: TabName) => void;
}

/** The tabs side by side; those that there is no room for are in a menu at the end. */
export function TabRow({ tab, findings, panel, onChoose }: TabRowProps): JSX.Element {
  const row = useRef<HTMLDivElement>(null);
  const wantsFocus = useRef(false);
  const here = tabNames.indexOf(tab);
  const shown = useFitting(row, here, String(findings));
  // A tab that was chosen just now comes into the row before it has been measured what has to leave it.
  const hidden = shown.length === 0 ? [] : tabNames.filter((name, k) => name !== tab && !shown.includes(k));

  useLayoutEffect(() => {
    if (wantsFocus.current) document.getElementById(tabId(tab))?.focus({ preventScroll: true });
    wantsFocus.current = false;
  });

  function choose(name: TabName): void {
    wantsFocus.current = true;
    onChoose(name);
  }

  function onKeyDown(event: KeyboardEvent): void {
    const places: Partial<Record<string, number>> = {
      ArrowRight: (here + 1) % tabNames.length,
      ArrowLeft: (here + tabNames.length - 1) % tabNames.length,
      Home: 0,
      End: tabNames.length - 1,
    };
    const place = places[event.key];
    if (place === undefined) return;
    event.preventDefault();
    choose(tabNames[place]);
  }

  return (
    <div class="tab-row">
      <div class="tab-list" role="tablist" aria-label={tabStrings.tabs} ref={row} onKeyDown={onKeyDown}>
        {tabNames.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={tabId(name)}
            class={hidden.includes(name) ? "no-room" : ""}
            aria-selected={name === tab}
            aria-controls={panel}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => choose(name)}
          >
            {tabStrings.names[name]}
            {name === "health" && findings > 0 && (
              <span class="count" title={tabStrings.findings(findings)}>
                {findings}
              </span>
            )}
          </button>
        ))}
      </div>
      {hidden.length > 0 && (
        <MenuButton
          label={tabStrings.moreTabs}
          items={hidden.map((name) => ({
            name:
              name === "health" && findings > 0
                ? `${tabStrings.names[name]} (${tabStrings.findings(findings)})`
                : tabStrings.names[name],
            onChoose: () => choose(name),
          }))}
        >
          <MoreIcon />
        </MenuButton>
      )}
    </div>
  );
}

/** The id of a tab, which names its panel. */
export function tabId(name: TabName): string {
  return `tab-${name}`;
}
