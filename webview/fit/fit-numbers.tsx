import type { JSX } from "preact";
import type { FitPoints } from "../../src/core/inspection/fit-points.ts";
import { formatCount } from "../../src/format/number-format.ts";
import { markOf, plainMark } from "../maps/marks.ts";
import { Numeral } from "../numeral.tsx";
import type { RunView } from "../run-view.ts";
import { MarkIcon, RingIcon } from "./mark-icon.tsx";
import { groupNames } from "./point-text.ts";
import { fitStrings } from "./strings.ts";

interface FitNumbersProps {
  readonly run: RunView;
  readonly points: FitPoints;
  readonly shown: number | null;
}

/** How well the network does, and what its points are: a legend that counts. */
export function FitNumbers({ run: { outline, snapshot }, points, shown }: FitNumbersProps): JSX.Element {
  const names = groupNames(points, outline);
  const heldOut = points.isTest.reduce((sum, isTest) => sum + isTest, 0);
  const { right } = points;
  return (
    <dl class="map-numbers">
      {right && (
        <Entry name={fitStrings.correct}>
          {formatCount(right.training + right.test)} / {formatCount(points.rows.length)}
        </Entry>
      )}
      {right && heldOut > 0 && (
        <Entry name={fitStrings.correctHeldOut} isPart>
          {formatCount(right.test)} / {formatCount(heldOut)}
        </Entry>
      )}
      <Entry name={fitStrings.meanLoss}>
        <Numeral value={snapshot.loss} room={9} />
      </Entry>
      {snapshot.testLoss !== null && (
        <Entry name={fitStrings.meanLossHeldOut} isPart>
          <Numeral value={snapshot.testLoss} room={9} />
        </Entry>
      )}
      <div class="gap" />
      {names.map((name, group) => (
        <Entry key={name} name={name} icon={<MarkIcon mark={markOf(group)} />}>
          {formatCount(points.groups?.reduce((sum, of) => sum + Number(of === group), 0) ?? 0)}
        </Entry>
      ))}
      {names.length === 0 && (
        <Entry name={heldOut > 0 ? fitStrings.trainedOn : fitStrings.data} icon={<MarkIcon mark={plainMark} />}>
          {formatCount(points.rows.length - heldOut)}
        </Entry>
      )}
      {heldOut > 0 && (
        <Entry name={fitStrings.heldOut} icon={<MarkIcon mark={plainMark} isHollow />}>
          {formatCount(heldOut)}
        </Entry>
      )}
      <Entry name={shown === null ? fitStrings.noSampleShown : fitStrings.sampleShown(shown)} icon={<RingIcon />} />
    </dl>
  );
}

interface EntryProps {
  readonly name: string;
  readonly icon?: JSX.Element;
  readonly isPart?: boolean;
  readonly children?: JSX.Element | string | readonly string[];
}

function Entry({ name, icon, isPart = false, children }: EntryProps): JSX.Element {
  return (
    <div class={isPart ? "part" : ""}>
      <dt>
        {icon}
        <span class="name" title={name}>
          {name}
        </span>
      </dt>
      <dd class="numeral">{children}</dd>
    </div>
  );
}
