import type { JSX } from "preact";
import type { PaneProps } from "../tabs/tabs.tsx";

export function HealthPane(_props: PaneProps): JSX.Element {
  return <p class="quiet" />;
}
