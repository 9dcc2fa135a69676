import type { JSX } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { Derivation } from "../../src/core/explanation/derivation.ts";
import type { Store } from "../store.ts";
import { type CopyFormat, copiedText } from "./copied-text.ts";
import { whyStrings } from "./strings.ts";

interface CopyButtonsProps {
  readonly derivation: Derivation;
  /** Which step and sample the numbers are of. */
  readonly source: string;
  readonly store: Store;
}

/** How long it is said that something was copied, in milliseconds. */
const confirmedFor = 2500;

/** Puts the derivation on the clipboard, for a lesson or homework. */
export function CopyButtons({ derivation, source, store }: CopyButtonsProps): JSX.Element {
  const [said, setSaid] = useState("");
  useEffect(() => {
    if (said === "") return;
    const timer = setTimeout(() => setSaid(""), confirmedFor);
    return () => clearTimeout(timer);
  }, [said]);

  async function copy(format: CopyFormat): Promise<void> {
    try {
      await store.remote.copy({ text: copiedText(derivation, source, format) });
      setSaid(whyStrings.copied[format]);
    } catch {
      setSaid(whyStrings.notCopied);
    }
  }

  return (
    <div class="copy-buttons">
      <button type="button" class="button plain" onClick={() => void copy("markdown")}>
        {whyStrings.copyMarkdown}
      </button>
      <button type="button" class="button plain" onClick={() => void copy("latex")}>
        {whyStrings.copyLatex}
      </button>
      <span class="said quiet" role="status">
        {said}
      </span>
    </div>
  );
}
