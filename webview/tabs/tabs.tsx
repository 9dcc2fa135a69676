import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import { arrange, type TabName, tabNames } from "../arrangement.ts";
import { DataPane } from "../data/data-pane.tsx";
import { FitPane } from "../fit/fit-pane.tsx";
import { HealthPane } from "../health/health-pane.tsx";
import { LossPane } from "../loss/loss-pane.tsx";
import { ParametersPane } from "../parameters/parameters-pane.tsx";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { SurfacePane } from "../surface/surface-pane.tsx";
import { tabStrings } from "./strings.ts";

/** What the pane of every tab gets. */
export interface PaneProps {
  readonly run: RunView;
  readonly store: Store;
}

const panes: Readonly<Record<TabName, (props: PaneProps) => JSX.Element>> = {
  loss: LossPane,
  fit: FitPane,
  surface: SurfacePane,
  parameters: ParametersPane,
  health: HealthPane,
  data: DataPane,
};

/** What else there is to see of a run, one at a time. */
export function Tabs({ run, store }: PaneProps): JSX.Element {
  const { tab } = store.arrangement.value;
  const row = useRef<HTMLDivElement>(null);
  const Pane = panes[tab];

  function choose(name: TabName): void {
    arrange(store.arrangement, { tab: name });
    row.current?.querySelector<HTMLElement>(`#${tabId(name)}`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent): void {
    const here = tabNames.indexOf(tab);
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
    <section class="pane tabs" aria-label={tabStrings.tabs}>
      <div class="tab-row" role="tablist" aria-label={tabStrings.tabs} ref={row} onKeyDown={onKeyDown}>
        {tabNames.map((name) => (
          <button
            key={name}
            type="button"
            role="tab"
            id={tabId(name)}
            aria-selected={name === tab}
            aria-controls={panelId}
            tabIndex={name === tab ? 0 : -1}
            onClick={() => choose(name)}
          >
            {tabStrings.names[name]}
            {name === "health" && run.snapshot.findings.length > 0 && (
              <span class="count">{run.snapshot.findings.length}</span>
            )}
          </button>
        ))}
      </div>
      <div class={`pane-content tab-panel ${tab}`} role="tabpanel" id={panelId} aria-labelledby={tabId(tab)}>
        <Pane run={run} store={store} />
      </div>
    </section>
  );
}

const panelId = "tab-panel";

function tabId(name: TabName): string {
  return `tab-${name}`;
}
