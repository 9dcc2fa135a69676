import type { JSX } from "preact";
import type { Derivation } from "../../src/core/explanation/derivation.ts";
import type { Block } from "../../src/core/explanation/derivation-parts.ts";
import { quantityKey } from "../../src/core/explanation/quantity.ts";
import { formatNumber } from "../numbers.ts";
import type { RunView } from "../run-view.ts";
import type { Store } from "../store.ts";
import { CopyButtons } from "./copy-buttons.tsx";
import { Result, Symbols, Words } from "./formulas.tsx";
import { LinesBlock } from "./lines-block.tsx";
import { PathsBlock } from "./paths-block.tsx";
import { ProductBlock } from "./product-block.tsx";
import { SetByHand } from "./set-by-hand.tsx";
import { whyStrings } from "./strings.ts";
import { TermsBlock } from "./terms-block.tsx";
import { UpdateSection } from "./update-section.tsx";
import { isThere } from "./visibility.ts";

interface DerivationViewProps {
  readonly derivation: Derivation;
  readonly source: string;
  readonly run: RunView;
  readonly store: Store;
}

/** Why a number is what it is: the question, the answer in a sentence, the working, and what follows. */
export function DerivationView({ derivation, source, run, store }: DerivationViewProps): JSX.Element {
  const { symbol, value, at, lead, blocks, remarks, consequence, update } = derivation;
  const isKnown = isThere(run, at);
  return (
    <>
      <div class="why-section answer">
        <h3 class="question">
          {whyStrings.question} <Symbols of={symbol} /> ={" "}
          <Result value={value} isKnown={isKnown} format={formatNumber} class="asked" />?
        </h3>
        <p class="lead quiet">{isKnown ? <Words of={lead} run={run} /> : whyStrings.waiting}</p>
        {blocks.map((block, k) => (
          <BlockView key={`${quantityKey(derivation.quantity)} ${k}`} block={block} end={endOf(derivation)} run={run} />
        ))}
        {isKnown &&
          remarks.map((remark, k) => (
            <p key={k} class="remark quiet">
              <Words of={remark} run={run} />
            </p>
          ))}
        {isKnown && <CopyButtons derivation={derivation} source={source} store={store} />}
      </div>
      {consequence && isKnown && (
        <section class="why-section follows" aria-label={whyStrings.whatFollows}>
          <header>
            <h3>{whyStrings.whatFollows}</h3>
          </header>
          <p class="quiet">
            <Words of={consequence} run={run} />
          </p>
        </section>
      )}
      {update && derivation.quantity.of === "parameter" && (
        <UpdateSection update={update} run={run}>
          <SetByHand
            run={run}
            store={store}
            parameter={derivation.quantity.parameter}
            symbol={parameterSymbolOf(derivation)}
            value={update.before}
          />
        </UpdateSection>
      )}
    </>
  );
}

/** What the product leads back to, in a word. */
function endOf({ quantity }: Derivation): string {
  if (quantity.of !== "parameter") return whyStrings.ends.unit;
  return quantity.parameter.input === null ? whyStrings.ends.bias : whyStrings.ends.parameter;
}

/** The parameter itself, of whose gradient the derivation is. */
function parameterSymbolOf({ symbol }: Derivation) {
  return symbol.kind === "derivative" ? symbol.by : symbol;
}

function BlockView({ block, end, run }: { readonly block: Block; readonly end: string; readonly run: RunView }) {
  switch (block.kind) {
    case "lines":
      return <LinesBlock lines={block.lines} run={run} />;
    case "product":
      return <ProductBlock product={block} end={end} run={run} />;
    // Which terms and ways are the largest is not to be given away before they are computed.
    case "terms":
      return isThere(run, block.at) ? <TermsBlock terms={block} run={run} /> : null;
    case "paths":
      return isThere(run, block.at) ? <PathsBlock paths={block} run={run} /> : null;
  }
}
