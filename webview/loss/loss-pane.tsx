import type { JSX } from "preact";
import { useMemo, useRef } from "preact/hooks";
import type { LossSeries } from "../../src/core/series.ts";
import { formatCount } from "../../src/format/number-format.ts";
import type { Snapshot } from "../../src/run/snapshot.ts";
import { arrange, type LossScale, setChoice } from "../arrangement.ts";
import { useWidth } from "../diagram/use-width.ts";
import { TableIcon } from "../icons.tsx";
import { ids } from "../ids.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useShownEvaluations } from "./evaluations.ts";
import { FoundMarks, foundMarks } from "./found-marks.tsx";
import { Legend } from "./legend.tsx";
import { LossPicture } from "./loss-picture.tsx";
import { allowsLog, type LossRange, lossRange } from "./loss-range.ts";
import { LossTable } from "./loss-table.tsx";
import { plotInsets } from "./plot.ts";
import { SaveMenu } from "./save-menu.tsx";
import { ScaleSwitch } from "./scale-switch.tsx";
import { Scrubber } from "./scrubber.tsx";
import { lossStrings } from "./strings.ts";
import { lossSummary } from "./summary.ts";

/** The loss of every step so far, and the way to any of them. */
export function LossPane({ run: { outline, snapshot }, store }: PaneProps): JSX.Element {
  const { arrangement, remote, seeker } = store;
  const series = store.series.value;
  const update = store.update.value;
  const evaluations = useShownEvaluations(update?.evaluations ?? null, outline);
  const body = useRef<HTMLDivElement>(null);
  const width = useWidth(body);

  const range = useMemo(() => (series.steps > 0 ? lossRange(series, evaluations) : null), [series, evaluations]);
  const summary = useMemo(() => (series.steps > 0 ? lossSummary(series, evaluations) : ""), [series, evaluations]);
  const canBeLog = range === null || allowsLog(range);
  const scale: LossScale = canBeLog ? arrangement.value.lossScale : "linear";
  const losses = range && { series, evaluations, range, scale };
  // With a batch of one sample, or of all, there is no other loss that it could be taken for.
  const isOfBatch = outline.batchSize > 1 && outline.batchSize < outline.trainingSamples;
  const name = isOfBatch ? lossStrings.lossOfEachBatch : lossStrings.lossAtEachStep;
  const isTable = arrangement.value.choices.lossAs === "table";
  const insets = plotInsets(evaluations);
  const plotWidth = width - insets.left - insets.right;
  const found = foundMarks(snapshot.findings, series.steps, plotWidth);
  const wanted = seeker.wanted.value ?? snapshot.step;

  return (
    <div
      class="loss-body"
      ref={body}
      style={{ "--plot-left": `${insets.left}px`, "--plot-right": `${insets.right}px` }}
    >
      <div class="loss-title">
        <span class="quiet name" title={isOfBatch ? lossStrings.lossOfEachBatchTitle : lossStrings.lossAtEachStepTitle}>
          {name}
        </span>
        <ScaleSwitch scale={scale} canBeLog={canBeLog} onChange={(lossScale) => arrange(arrangement, { lossScale })} />
        <button
          type="button"
          class="icon-button"
          aria-label={lossStrings.asTable}
          title={lossStrings.asTable}
          aria-pressed={isTable}
          disabled={!losses}
          onClick={() => setChoice(arrangement, "lossAs", isTable ? "chart" : "table")}
        >
          <TableIcon />
        </button>
        <SaveMenu losses={losses} file={update?.file ?? ""} isOfBatch={isOfBatch} save={remote.save} />
      </div>
      <div class="loss-key quiet">
        <Legend evaluations={evaluations} isOfBatch={isOfBatch} />
        <p class="loss-note">{range && noteOf(range, scale)}</p>
      </div>
      <div class={losses ? "loss-picture" : "loss-picture empty"}>
        {!losses && <p class="no-loss quiet">{lossStrings.noLossYet}</p>}
        {losses && isTable && (
          <LossTable series={series} evaluations={evaluations} step={snapshot.step} onSeek={seeker.want} />
        )}
        {losses && !isTable && (
          <LossPicture
            name={name}
            describedBy={ids.lossSummary}
            losses={losses}
            marks={{ step: snapshot.step, loss: snapshot.batchLoss, found: found.map(({ step }) => step) }}
            onSeek={seeker.want}
          />
        )}
        {losses && !isTable && (
          <FoundMarks
            marks={found}
            steps={series.steps}
            width={plotWidth}
            onOpen={() => arrange(arrangement, { tab: "health" })}
          />
        )}
        {losses && (
          <p class="visually-hidden" id={ids.lossSummary}>
            {summary}
          </p>
        )}
      </div>
      <Scrubber
        step={wanted}
        steps={series.steps}
        stepsPerEpoch={Math.ceil(outline.trainingSamples / outline.batchSize)}
        loss={lossAt(wanted, snapshot, series)}
        onSeek={seeker.want}
      />
      <Viewing step={snapshot.step} steps={series.steps} />
    </div>
  );
}

/** The loss of a step, as far as it is known exactly. */
function lossAt(step: number, { step: shown, batchLoss }: Snapshot, series: Readonly<LossSeries>): number | null {
  if (step === shown) return batchLoss;
  return step > 0 && series.stride === 1 ? series.values[3 * step - 1] : null;
}

/** Which step the page shows, in a sentence. */
function Viewing({ step, steps }: { readonly step: number; readonly steps: number }): JSX.Element {
  const all = formatCount(steps);
  const isLast = step === steps;
  const words = isLast
    ? lossStrings.viewingLast
    : step === 0
      ? lossStrings.viewingBeginning
      : lossStrings.viewing(formatCount(step), all);
  return (
    <p class="viewing quiet">
      {steps === 0 ? lossStrings.notStarted : words}
      {steps > 0 && <span class="more"> {isLast ? lossStrings.goBack : lossStrings.allShowThis}</span>}
    </p>
  );
}

/** What the picture does not show as it is. */
function noteOf({ hasZero, hasGaps }: LossRange, scale: LossScale): string {
  const notes = [];
  if (hasZero && scale === "log") notes.push(lossStrings.zeroAtEdge);
  if (hasGaps) notes.push(lossStrings.gaps);
  return notes.join(" ");
}
