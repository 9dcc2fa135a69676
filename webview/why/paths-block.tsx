import type { JSX } from "preact";
import type { Paths } from "../../src/core/explanation/derivation-parts.ts";
import type { RunView } from "../run-view.ts";
import { figuresOf } from "./figures.ts";
import { Result } from "./formulas.tsx";
import { ShareCells } from "./share-cells.tsx";
import { whyStrings } from "./strings.ts";
import { isThere } from "./visibility.ts";

interface PathsBlockProps {
  readonly paths: Paths;
  readonly run: RunView;
}

/** The largest ways from the loss back through the whole network, by the units that they take. */
export function PathsBlock({ paths, run }: PathsBlockProps): JSX.Element {
  const { rows, rest, total } = paths;
  const isKnown = isThere(run, paths.at);
  const figures = figuresOf(total);
  const largest = Math.max(...[...rows, ...(rest ? [rest] : [])].map(({ share }) => share?.exact ?? 0));
  const layers = rows[0] ? rows[0].units.map((_, k) => run.layers.length - k).join(" ← ") : "";
  return (
    <div class="table-frame">
      <table class="terms paths" aria-label={whyStrings.paths}>
        <caption>{whyStrings.paths}</caption>
        <thead>
          <tr>
            <th scope="col">{whyStrings.pathUnits(layers)}</th>
            <th scope="col" class="number">
              {whyStrings.pathProduct}
            </th>
            <th scope="col" class="share-name" colSpan={2}>
              {rows[0]?.share ? whyStrings.pathShare : ""}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.units.join()}>
              <th scope="row" class="units">
                {row.units.join(" ← ")}
              </th>
              <ShareCells part={row} {...{ isKnown, figures, largest }} />
            </tr>
          ))}
          {rest && (
            <tr class="rest quiet">
              <th scope="row">{whyStrings.otherPaths(rest.count)}</th>
              <ShareCells part={rest} {...{ isKnown, figures, largest }} />
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{whyStrings.allPaths}</th>
            <td class="number total">
              <Result value={total} isKnown={isKnown} format={figures.result} class="result" />
            </td>
            <td colSpan={2} />
          </tr>
        </tfoot>
      </table>
    </div>
  );
}
