import type { JSX } from "preact";
import type { PaneProps } from "../tabs/tabs.tsx";
import { PredictPanel } from "./predict-panel.tsx";
import { RowsPanel } from "./rows-panel.tsx";

/** The data: a row to predict from, and all rows with what the network makes of them. */
export function DataPane({ run, store }: PaneProps): JSX.Element {
  const shown = store.arrangement.value.sample ?? run.sample?.index ?? null;
  return (
    <>
      <PredictPanel run={run} store={store} row={shown ?? 0} />
      <RowsPanel run={run} store={store} shown={shown} />
    </>
  );
}
