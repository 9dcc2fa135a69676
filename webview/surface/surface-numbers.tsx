import type { JSX } from "preact";
import type { Surface } from "../../src/core/inspection/surface.ts";
import type { SurfacePath } from "../../src/core/inspection/surface-path.ts";
import { formatTick } from "../../src/format/number-format.ts";
import { Numeral } from "../numeral.tsx";
import { Formula, lossBy, type MathSymbol } from "../symbols.tsx";
import { endsOf, type Levels } from "./contour-levels.ts";
import { surfaceStrings } from "./strings.ts";

interface SurfaceNumbersProps {
  readonly surface: Surface;
  readonly path: SurfacePath;
  readonly levels: Levels;
  readonly symbols: readonly MathSymbol[];
}

/** Where the run stands on the surface, and how steep it is there. */
export function SurfaceNumbers({ surface, path, levels, symbols }: SurfaceNumbersProps): JSX.Element {
  const { lowest, highest } = endsOf(surface.losses);
  const last = path.x.length - 1;
  const coordinates = [path.x[last], path.y[last]];
  return (
    <>
      <dl class="map-numbers">
        <Entry name={surfaceStrings.lossHere} value={path.loss} />
        {path.axes.of === "parameters" &&
          symbols.map((symbol, k) => (
            <Entry key={symbol.text} name={symbol.text} symbol={symbol} value={coordinates[k]} />
          ))}
        {symbols.map((symbol, k) => {
          const slope = lossBy(symbol);
          return <Entry key={slope.text} name={slope.text} symbol={slope} value={path.gradient[k]} />;
        })}
        <div class="gap" />
        <Entry name={surfaceStrings.lowest} value={lowest} />
        <Entry name={surfaceStrings.highest} value={highest} />
      </dl>
      {levels.levels.length > 1 && surface.rows > 1 && <LossKey levels={levels} />}
      <p class="quiet note">
        {path.samples === path.of ? surfaceStrings.overAll(path.of) : surfaceStrings.overSome(path.samples, path.of)}
        {surface.step !== path.step && ` ${surfaceStrings.atStep(surface.step)}`}
        {surface.losses.some((loss) => !Number.isFinite(loss)) && ` ${surfaceStrings.unknownFinite}`}
      </p>
    </>
  );
}

interface EntryProps {
  readonly name: string;
  /** How the name is set, where it is a symbol. */
  readonly symbol?: MathSymbol;
  readonly value: number;
}

function Entry({ name, symbol, value }: EntryProps): JSX.Element {
  return (
    <div data-symbol={name}>
      <dt>{symbol ? <Formula>{symbol.math}</Formula> : <span class="name">{name}</span>}</dt>
      <dd>
        <Numeral value={value} room={9} title={name} />
      </dd>
    </div>
  );
}

/** Which shade is which loss: a step for each contour line. */
function LossKey({ levels: { levels, isLogarithmic } }: { readonly levels: Levels }): JSX.Element {
  return (
    <div class="map-key surface-key">
      <div class="steps" aria-hidden="true">
        {[0, ...levels].map((level, k) => (
          <span key={level} style={{ "--share": k / levels.length }} />
        ))}
      </div>
      <div class="ends">
        <span class="numeral">{formatTick(levels[0])}</span>
        <span class="quiet">{isLogarithmic ? surfaceStrings.logarithmic : surfaceStrings.loss}</span>
        <span class="numeral">{formatTick(levels[levels.length - 1])}</span>
      </div>
    </div>
  );
}
