import type { JSX } from "preact";
import type { ViewUpdate } from "../src/run/protocol.ts";
import { Announcer } from "./announcer.tsx";
import { Diagram } from "./diagram/diagram.tsx";
import { Foldable, foldSections } from "./fold.tsx";
import { FindingNews } from "./health/finding-news.tsx";
import { NoNetwork } from "./no-network.tsx";
import { Notices } from "./notices.tsx";
import { type RunView, runViewOf } from "./run-view.ts";
import { StageStrip } from "./stage/stage-strip.tsx";
import type { Store } from "./store.ts";
import { StoreContext } from "./store-context.ts";
import { Tabs } from "./tabs/tabs.tsx";
import { useShortcuts } from "./toolbar/shortcuts.ts";
import { Toolbar } from "./toolbar.tsx";
import { whyStrings } from "./why/strings.ts";
import { WhyPane } from "./why/why-pane.tsx";

/** The training view. */
export function Page({ store }: { store: Store }): JSX.Element | null {
  const update = store.update.value;
  if (!update) return null;
  const run = runViewOf(update, store.stage.value);
  if (!run) return <NoNetwork file={update.file} problems={update.problems} remote={store.remote} />;
  return <RunPage store={store} update={update} run={run} />;
}

interface RunPageProps {
  readonly store: Store;
  readonly update: ViewUpdate;
  readonly run: RunView;
}

/** A run and all that is known of it. */
function RunPage({ store, update, run }: RunPageProps): JSX.Element {
  const { remote } = store;
  const { snapshot } = run;
  useShortcuts(store, run);
  return (
    <StoreContext.Provider value={store}>
      <main class="page">
        <h1 class="visually-hidden">{run.outline.title}</h1>
        <Toolbar run={run} store={store} speed={update.speed} />
        <div class="notices">
          <Notices update={update} remote={remote} />
        </div>
        <StageStrip run={run} store={store} />
        <Diagram run={run} store={store} />
        <div class="panes">
          <Foldable arrangement={store.arrangement} section={foldSections.why} name={whyStrings.why}>
            <WhyPane run={run} store={store} />
          </Foldable>
          <Tabs run={run} store={store} />
        </div>
        <Announcer run={run} store={store} />
        <FindingNews snapshot={snapshot} />
      </main>
    </StoreContext.Provider>
  );
}
