import type { JSX } from "preact";
import { isSameQuantity } from "../../src/core/explanation/quantity.ts";
import { formatCount } from "../../src/format/number-format.ts";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { DerivationView } from "./derivation-view.tsx";
import { BeforeFirstStep, Invitation, NoSuchNumber } from "./no-derivation.tsx";
import { whyStrings } from "./strings.ts";
import { TrailButtons } from "./trail-buttons.tsx";
import { useTrail } from "./use-trail.ts";

interface WhyPaneProps {
  readonly run: RunView;
  readonly store: Store;
}

/** Why the selected quantity is its number. */
export function WhyPane({ run, store }: WhyPaneProps): JSX.Element {
  const { worked, sample, derivation } = run;
  const { quantity } = store.arrangement.value;
  const trail = useTrail(store, derivation);
  const source = worked && sample ? ([formatCount(worked.step), formatCount(sample.index + 1)] as const) : null;
  return (
    <section class="pane why" aria-label={whyStrings.why}>
      <header class="pane-header">
        <h2>{whyStrings.why}</h2>
        {source && (
          <span class="source quiet">
            <span class="in-full">{whyStrings.numbersFrom(...source)}</span>
            <span class="in-short">{whyStrings.fromStep(...source)}</span>
          </span>
        )}
      </header>
      <div class="pane-content">
        <TrailButtons trail={trail} />
        {content()}
        <footer class="why-foot">
          <button
            type="button"
            class="button plain"
            title={whyStrings.writeParametersTitle}
            onClick={() => void store.remote.writeParameters()}
          >
            {whyStrings.writeParameters}
          </button>
        </footer>
      </div>
    </section>
  );

  function content(): JSX.Element | null {
    if (!quantity) return <Invitation run={run} store={store} />;
    if (!worked) return <BeforeFirstStep run={run} store={store} quantity={quantity} />;
    // Until the answer to a new question has come, the answer to the one before stays.
    if (derivation) {
      const source = whyStrings.numbersFrom(formatCount(worked.step), formatCount((sample?.index ?? 0) + 1));
      const isAnswer = isSameQuantity(derivation.quantity, quantity);
      return (
        <div class={isAnswer ? "" : "outdated"}>
          <DerivationView derivation={derivation} source={source} run={run} store={store} />
        </div>
      );
    }
    return <NoSuchNumber />;
  }
}
