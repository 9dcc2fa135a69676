import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { bucketCount, type LossSeries } from "../../src/core/series.ts";
import { formatNumber } from "../../src/format/number-format.ts";
import { arrange, type LossScale } from "../arrangement.ts";
import { ids } from "../ids.ts";
import { strings } from "../strings.ts";
import type { PaneProps } from "../tabs/tabs.tsx";
import { themeVersion } from "../theme.ts";
import { createLossChart, type LossChart, type ShownLosses } from "./loss-chart.ts";
import { allowsLog, type LossRange, lossRange } from "./loss-range.ts";
import { ScaleSwitch } from "./scale-switch.tsx";

/** The loss of every step so far. */
export function LossPane({
  run: { outline },
  store: {
    series: { value: series },
    arrangement,
  },
}: PaneProps): JSX.Element {
  const range = series.steps > 0 ? lossRange(series) : null;
  const canBeLog = range === null || allowsLog(range);
  const scale: LossScale = canBeLog ? arrangement.value.lossScale : "linear";
  // With a batch of one sample, or of all, there is no other loss that it could be taken for.
  const isOfBatch = outline.batchSize > 1 && outline.batchSize < outline.trainingSamples;
  const name = isOfBatch ? strings.lossOfEachBatch : strings.lossAtEachStep;
  return (
    <>
      <div class="loss-title">
        <span class="quiet" title={isOfBatch ? strings.lossOfEachBatchTitle : strings.lossAtEachStepTitle}>
          {name}
        </span>
        <ScaleSwitch scale={scale} canBeLog={canBeLog} onChange={(lossScale) => arrange(arrangement, { lossScale })} />
      </div>
      {range ? (
        <LossPicture name={name} series={series} range={range} scale={scale} />
      ) : (
        <p class="no-loss quiet">{strings.noLossYet}</p>
      )}
      <p class="loss-note quiet">{range && noteOf(range, scale)}</p>
    </>
  );
}

function LossPicture({ name, series, range, scale }: ShownLosses & { readonly name: string }): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<LossChart | null>(null);
  useLayoutEffect(() => {
    if (!canvas.current) return;
    if (chart.current) chart.current.show({ series, range, scale });
    else chart.current = createLossChart(canvas.current, { series, range, scale });
  }, [series, range, scale]);
  useLayoutEffect(() => () => chart.current?.destroy(), []);
  useSignalEffect(() => {
    themeVersion.value;
    chart.current?.repaint();
  });
  return (
    <div class="loss-picture">
      <canvas ref={canvas} role="img" aria-label={name} aria-describedby={ids.lossSummary} />
      <span class="step-axis quiet" aria-hidden="true">
        {strings.stepAxis}
      </span>
      <p class="visually-hidden" id={ids.lossSummary}>
        {summaryOf(series, range)}
      </p>
    </div>
  );
}

/** The picture in a sentence. */
function summaryOf(series: Readonly<LossSeries>, { last, lowest, highest }: LossRange): string {
  return strings.lossSummary(
    strings.stepCount(series.steps),
    strings.pointCount(bucketCount(series)),
    formatNumber(last),
    formatNumber(lowest),
    formatNumber(highest),
  );
}

/** What the picture does not show as it is. */
function noteOf({ hasZero, hasGaps }: LossRange, scale: LossScale): string {
  const notes = [];
  if (hasZero && scale === "log") notes.push(strings.zeroAtEdge);
  if (hasGaps) notes.push(strings.gaps);
  return notes.join(" ");
}
