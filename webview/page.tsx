import type { JSX } from "preact";
import { Announcer } from "./announcer.tsx";
import { Diagram } from "./diagram/diagram.tsx";
import { LossPane } from "./loss/loss-pane.tsx";
import { NoNetwork } from "./no-network.tsx";
import { Notices } from "./notices.tsx";
import { runViewOf } from "./run-view.ts";
import type { Store } from "./store.ts";
import { Toolbar } from "./toolbar.tsx";
import { Values } from "./values/values.tsx";

/** The training view. */
export function Page({ store }: { store: Store }): JSX.Element | null {
  const update = store.update.value;
  if (!update) return null;
  const { remote } = store;
  const run = runViewOf(update);
  if (!run) return <NoNetwork file={update.file} problems={update.problems} remote={remote} />;
  return (
    <main class="page">
      <Toolbar snapshot={run.snapshot} speed={update.speed} remote={remote} />
      <div class="notices">
        <Notices update={update} remote={remote} />
      </div>
      <Diagram run={run} chosen={store.chosenUnit.value} onChoose={store.chooseUnit} />
      <div class="panes">
        <Values run={run} arrangement={store.arrangement} chosen={store.chosenUnit.value} />
        <LossPane series={store.series} arrangement={store.arrangement} outline={run.outline} />
      </div>
      <Announcer snapshot={run.snapshot} />
    </main>
  );
}
