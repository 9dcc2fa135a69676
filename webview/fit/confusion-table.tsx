import type { JSX } from "preact";
import { useRef, useState } from "preact/hooks";
import type { ConfusionCell, FitConfusion } from "../../src/core/inspection/fit-confusion.ts";
import { formatCount, formatShare } from "../../src/format/number-format.ts";
import { fitStrings } from "./strings.ts";

interface ConfusionTableProps {
  readonly confusion: FitConfusion;
  readonly names: readonly string[];
  /** The cell whose samples are shown. */
  readonly chosen: ConfusionCell | null;
  readonly onChoose: (cell: ConfusionCell) => void;
}

/** With more classes than this the shares have no room in their cells; their titles tell them. */
const mostWithShares = 5;

/** How often the network names which class: a row for each true class. Arrow keys walk through the cells. */
export function ConfusionTable({ confusion, names, chosen, onChoose }: ConfusionTableProps): JSX.Element {
  const { classes, counts } = confusion;
  const table = useRef<HTMLTableElement>(null);
  const short = withoutCommonStart(names);
  const [entry, setEntry] = useState(0);
  const of = Array.from({ length: classes }, (_, truth) =>
    counts.subarray(truth * classes, (truth + 1) * classes).reduce((sum, count) => sum + count, 0),
  );

  function onKeyDown(event: KeyboardEvent): void {
    const ways: Partial<Record<string, number>> = {
      ArrowRight: 1,
      ArrowLeft: -1,
      ArrowDown: classes,
      ArrowUp: -classes,
    };
    const way = ways[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const next = entry + way;
    if (next < 0 || next >= classes * classes) return;
    setEntry(next);
    table.current?.querySelectorAll("button")[next]?.focus();
  }

  return (
    <div class="confusion">
      <table ref={table} class={classes > mostWithShares ? "tight" : ""}>
        <caption class="visually-hidden">{fitStrings.confusion}</caption>
        <thead>
          <tr>
            <th class="corner quiet">
              <span>{fitStrings.trueClass} ↓</span> <span>{fitStrings.namedClass} →</span>
            </th>
            {names.map((name, k) => (
              <th key={name} scope="col" title={name}>
                <span>{short[k]}</span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody onKeyDown={onKeyDown}>
          {names.map((truthName, truth) => (
            <tr key={truthName}>
              <th scope="row" title={truthName}>
                <span>{short[truth]}</span>
              </th>
              {names.map((name, named) => {
                const k = truth * classes + named;
                const share = of[truth] > 0 ? counts[k] / of[truth] : 0;
                const kind = counts[k] === 0 ? "none" : truth === named ? "right" : "wrong";
                return (
                  <td key={name}>
                    <button
                      type="button"
                      class={kind}
                      style={{ "--share": share }}
                      tabIndex={k === entry ? 0 : -1}
                      aria-pressed={chosen?.truth === truth && chosen.named === named}
                      title={fitStrings.cellTitle(truthName, name, counts[k], formatShare(share))}
                      onFocus={() => setEntry(k)}
                      onClick={() => onChoose({ truth, named })}
                    >
                      <span class="numeral">{formatCount(counts[k])}</span>
                      {classes <= mostWithShares && <span class="numeral share">{formatShare(share)}</span>}
                      <span class="visually-hidden">{fitStrings.cellName(truthName, name)}</span>
                    </button>
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Names without the words that all begin with: "digit 0" is 0 among other digits. */
function withoutCommonStart(names: readonly string[]): readonly string[] {
  const isCommon = (length: number) =>
    names.every((name) => name.length > length && name.startsWith(names[0].slice(0, length)));
  let common = 0;
  for (let k = 0; isCommon(k); k++) if (/[\s=:_-]/.test(names[0][k - 1] ?? "")) common = k;
  return names.map((name) => name.slice(common));
}
