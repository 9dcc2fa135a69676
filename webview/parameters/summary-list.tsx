import type { JSX } from "preact";
import type { ValueSummary } from "../../src/core/inspection/histogram.ts";
import { Numeral } from "../numeral.tsx";
import { parametersStrings as strings } from "./strings.ts";

/** The most characters of a number in the list. */
export const summaryRoom = 9;

/** What numbers come to, in six of them. */
export function SummaryList({ summary }: { summary: ValueSummary }): JSX.Element {
  const { count, zeros, notFinite } = summary;
  return (
    <dl class="summary-list">
      <Entry name={strings.mean} value={summary.mean} />
      <Entry name={strings.deviation} title={strings.deviationTitle} value={summary.deviation} />
      <Entry name={strings.norm} title={strings.normTitle} value={summary.norm} />
      <Entry name={strings.min} value={summary.min} />
      <Entry name={strings.max} value={summary.max} />
      <Entry name={strings.zeros} title={strings.zerosTitle} value={zeros} format={() => strings.share(zeros, count)} />
      {notFinite > 0 && <div class="not-finite">{strings.notFinite(notFinite)}</div>}
    </dl>
  );
}

interface EntryProps {
  readonly name: string;
  readonly title?: string;
  readonly value: number;
  readonly format?: (value: number) => string;
}

function Entry({ name, title, value, format }: EntryProps): JSX.Element {
  return (
    <div>
      <dt title={title}>{name}</dt>
      <dd>
        <Numeral value={value} room={summaryRoom} {...(format && { format })} />
      </dd>
    </div>
  );
}
