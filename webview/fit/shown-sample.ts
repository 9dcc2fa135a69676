import type { PaneProps } from "../tabs/tabs.tsx";

/** The row of the sample that the network is shown for; null before the first step, unless one was chosen. */
export function shownRow({ run, store }: PaneProps): number | null {
  return store.arrangement.value.sample ?? run.sample?.index ?? null;
}
