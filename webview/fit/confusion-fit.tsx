import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { ConfusionCell } from "../../src/core/inspection/fit-confusion.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { setChoice } from "../arrangement.ts";
import { Numeral } from "../numeral.tsx";
import type { PaneProps } from "../tabs/tabs.tsx";
import { useInspection } from "../use-inspection.ts";
import { CellSamples } from "./cell-samples.tsx";
import { Choice } from "./choice.tsx";
import { ConfusionTable } from "./confusion-table.tsx";
import { shownRow } from "./shown-sample.ts";
import { fitStrings } from "./strings.ts";

/** The name of the choice of the samples that are counted. */
const partChoice = "fit-part";
/** A large network is asked no more often than this while it trains, in milliseconds. */
const askEvery = 500;

/** A network of more inputs that names classes: which it names for samples of which. */
export function ConfusionFit(props: PaneProps): JSX.Element {
  const { run, store } = props;
  const { outline, snapshot } = run;
  const hasTest = outline.samples > outline.trainingSamples;
  const part = !hasTest || store.arrangement.value.choices[partChoice] === "training" ? "training" : "test";
  const [cell, setCell] = useState<ConfusionCell | null>(null);
  const confusion = useInspection(store, snapshot, "fitConfusion", { part, cell }, askEvery);
  if (!confusion) return <p class="map-waiting quiet">{fitStrings.waiting}</p>;
  const names = classNames(outline.classes, outline.targets, confusion.classes);
  const isPart = confusion.samples < confusion.of;
  return (
    <div class="map-pane">
      <div class="map-controls">
        <span class="quiet title">
          {isPart ? fitStrings.chosen(confusion.samples, confusion.of) : fitStrings.confusion}
        </span>
        {hasTest && (
          <Choice
            label={fitStrings.whichSamples}
            value={part}
            options={[
              { value: "test", text: fitStrings.test },
              { value: "training", text: fitStrings.training },
            ]}
            onChange={(value) => setChoice(store.arrangement, partChoice, value)}
          />
        )}
      </div>
      <div class="map-body">
        <ConfusionTable
          confusion={confusion}
          names={names}
          chosen={cell}
          onChoose={(next) => setCell(cell && next.truth === cell.truth && next.named === cell.named ? null : next)}
        />
        <div class="map-side">
          <dl class="map-numbers">
            <div>
              <dt>{fitStrings.correct}</dt>
              <dd class="numeral">
                {formatCount(confusion.right)} / {formatCount(confusion.samples)}
              </dd>
            </div>
            <div>
              <dt>{fitStrings.meanLoss}</dt>
              <dd>
                <Numeral value={snapshot.loss} room={9} />
              </dd>
            </div>
            {snapshot.testLoss !== null && (
              <div class="part">
                <dt>{fitStrings.meanLossHeldOut}</dt>
                <dd>
                  <Numeral value={snapshot.testLoss} room={9} />
                </dd>
              </div>
            )}
          </dl>
          <CellSamples
            cell={
              cell && confusion.cell?.truth === cell.truth && confusion.cell.named === cell.named
                ? confusion.cell
                : null
            }
            names={names}
            shown={shownRow(props)}
            onChoose={store.showSample}
          />
        </div>
      </div>
    </div>
  );
}

/** The names of the classes: their words, the targets', or the two values of a single one. */
function classNames(classes: readonly string[] | null, targets: readonly string[], count: number): readonly string[] {
  if (classes) return classes;
  return targets.length === count ? targets : Array.from({ length: count }, (_, k) => `${targets[0]} ${k}`);
}
