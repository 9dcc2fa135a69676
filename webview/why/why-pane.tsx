import type { JSX } from "preact";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { whyStrings } from "./strings.ts";

interface WhyPaneProps {
  readonly run: RunView;
  readonly store: Store;
}

/** Why the selected quantity is its number. */
export function WhyPane({ run }: WhyPaneProps): JSX.Element {
  return (
    <section class="pane why" aria-label={whyStrings.why}>
      <header class="pane-header">
        <h2>{whyStrings.why}</h2>
      </header>
      <div class="pane-content">{run.derivation === null && <p class="quiet">{whyStrings.selectSomething}</p>}</div>
    </section>
  );
}
