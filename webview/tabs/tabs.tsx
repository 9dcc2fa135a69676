import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { arrange, type TabName } from "../arrangement.ts";
import { DataPane } from "../data/data-pane.tsx";
import { FitPane } from "../fit/fit-pane.tsx";
import { HealthPane } from "../health/health-pane.tsx";
import { LossPane } from "../loss/loss-pane.tsx";
import { ParametersPane } from "../parameters/parameters-pane.tsx";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { SurfacePane } from "../surface/surface-pane.tsx";
import { useCalm } from "../use-calm.ts";
import { tabStrings } from "./strings.ts";
import { TabRow, tabId } from "./tab-row.tsx";

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

const panelId = "tab-panel";
/** While training, the count of findings changes at most this often, in milliseconds. */
const recountEvery = 1000;

/** What else there is to see of a run, one at a time. */
export function Tabs({ run, store }: PaneProps): JSX.Element {
  const { tab } = store.arrangement.value;
  const panel = useRef<HTMLDivElement>(null);
  const scrolled = useRef<Partial<Record<TabName, number>>>({});
  const { findings, generation, state } = run.snapshot;
  const count = useCalm(findings.length, `${generation} ${state} ${findings.length}`, (sinceShown) =>
    state === "running" ? recountEvery - sinceShown : 0,
  );
  const Pane = panes[tab];

  // Each tab is found again where it was left.
  useLayoutEffect(() => {
    if (panel.current) panel.current.scrollTop = scrolled.current[tab] ?? 0;
  }, [tab]);

  return (
    <section class="pane tabs" aria-label={tabStrings.tabs}>
      <TabRow
        tab={tab}
        findings={count}
        panel={panelId}
        onChoose={(name) => arrange(store.arrangement, { tab: name })}
      />
      <div
        class={`pane-content tab-panel ${tab}`}
        role="tabpanel"
        id={panelId}
        aria-labelledby={tabId(tab)}
        ref={panel}
        onScroll={(event) => {
          scrolled.current[tab] = event.currentTarget.scrollTop;
        }}
      >
        <Pane run={run} store={store} />
      </div>
    </section>
  );
}
