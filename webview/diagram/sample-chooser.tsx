import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { formatCount } from "../../src/format/number-format.ts";
import { ChevronIcon, ChevronLeftIcon, CloseIcon } from "../icons.tsx";
import type { RunView } from "../run-view.ts";
import { useStore } from "../store-context.ts";
import { diagramStrings } from "./strings.ts";

/** Which sample the step is shown for: the first of each batch, or the one that the person chose by its row. */
export function SampleChooser({ run: { outline, sample } }: { run: RunView }): JSX.Element | null {
  const { arrangement, showSample } = useStore();
  const [draft, setDraft] = useState<string | null>(null);
  if (!sample || outline.samples === 1) return null;
  const { samples } = outline;
  const { sample: chosen } = arrangement.value;
  const row = chosen ?? sample.index;

  function choose(text: string): void {
    setDraft(null);
    const number = Number(text.replaceAll(",", "").trim());
    if (text.trim() !== "" && Number.isFinite(number))
      showSample(Math.min(samples, Math.max(1, Math.round(number))) - 1);
  }

  return (
    <span class="sample-chooser">
      {chosen !== null && sample.index === chosen && sample.place === null && (
        <span class="quiet note" title={diagramStrings.notInBatchTitle}>
          {diagramStrings.notInBatch}
        </span>
      )}
      <Turn
        title={diagramStrings.previousSample}
        isEnabled={row > 0}
        onTurn={() => showSample(row - 1)}
        icon={<ChevronLeftIcon />}
      />
      <label class="quiet" title={diagramStrings.sampleTitle}>
        {diagramStrings.sample}
        <input
          type="text"
          inputMode="numeric"
          value={draft ?? formatCount(row + 1)}
          style={{ width: `${formatCount(samples).length + 1}ch` }}
          aria-label={diagramStrings.sampleTitle}
          onInput={({ currentTarget }) => setDraft(currentTarget.value)}
          onChange={({ currentTarget }) => choose(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter") choose(event.currentTarget.value);
            if (event.key === "Escape") setDraft(null);
          }}
          onFocus={({ currentTarget }) => currentTarget.select()}
        />
        {diagramStrings.ofSamples(samples)}
      </label>
      <Turn
        title={diagramStrings.nextSample}
        isEnabled={row < samples - 1}
        onTurn={() => showSample(row + 1)}
        icon={<ChevronIcon />}
      />
      <Turn
        title={diagramStrings.followBatch}
        isEnabled={chosen !== null}
        onTurn={() => showSample(null)}
        icon={<CloseIcon />}
      />
    </span>
  );
}

interface TurnProps {
  readonly title: string;
  readonly isEnabled: boolean;
  readonly onTurn: () => void;
  readonly icon: JSX.Element;
}

function Turn({ title, isEnabled, onTurn, icon }: TurnProps): JSX.Element {
  return (
    <button type="button" class="icon-button" title={title} aria-label={title} disabled={!isEnabled} onClick={onTurn}>
      {icon}
    </button>
  );
}
