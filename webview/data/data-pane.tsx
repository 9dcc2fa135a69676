import type { JSX } from "preact";
import type { PaneProps } from "../tabs/tabs.tsx";

export function DataPane(_props: PaneProps): JSX.Element {
  return <p class="quiet" />;
}
