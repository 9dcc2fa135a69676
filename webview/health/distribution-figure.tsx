import { scaleLinear } from "d3-scale";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Distribution } from "../../src/core/inspection/evidence-distribution.ts";
import { formatTick } from "../../src/format/number-format.ts";
import type { Outline } from "../../src/run/snapshot.ts";
import { useWidth } from "../diagram/use-width.ts";
import { chainNaming, networkNaming } from "../naming.ts";
import { formatSignificant } from "../numbers.ts";
import { Formula, letter, type MathSymbol } from "../symbols.tsx";
import { healthStrings } from "./strings.ts";

const height = 62;
const axisHeight = 18;
/** Room for half a number at either end of the axis. */
const inset = 12;
/** The width of a number along the axis, with the room around it. */
const tickWidth = 58;
/** The width of a letter of a name. */
const letterWidth = 6;
/** How far the picture reaches beyond a border at which all is well, of its whole width. */
const beyond = 0.24;

interface DistributionFigureProps {
  readonly distribution: Distribution;
  readonly outline: Outline;
}

/** A histogram of z or of targets, with the part marked where a unit learns or an output can be. */
export function DistributionFigure({ distribution, outline }: DistributionFigureProps): JSX.Element {
  const { what, samples, smallest, largest } = distribution;
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const symbol = symbolOf(distribution, outline);
  const of =
    what.of === "targets"
      ? healthStrings.targetsOf(distribution.values)
      : [
          ...(what.units.length > 1 ? [healthStrings.ofUnits(what.units.length, outline.layers[what.layer].name)] : []),
          healthStrings.overSamples(samples),
        ].join(" ");
  const isEmpty = smallest > largest;
  const summary = isEmpty
    ? healthStrings.noFinite
    : `${healthStrings.between(formatSignificant(smallest), formatSignificant(largest))}. ${verdictOf(distribution, outline)}`;
  return (
    <figure class="distribution">
      <figcaption>
        {symbol && <Formula>{symbol.math}</Formula>} {of}
      </figcaption>
      {!isEmpty && (
        <div class="distribution" ref={area} role="img" aria-label={`${symbol?.text ?? ""} ${of}: ${summary}`.trim()}>
          {width > 0 && <Histogram distribution={distribution} outline={outline} width={width} />}
        </div>
      )}
      <p class="verdict-line">{summary.charAt(0).toUpperCase() + summary.slice(1)}</p>
    </figure>
  );
}

function symbolOf({ what }: Distribution, { inputs, layers }: Outline): MathSymbol | null {
  if (what.of === "targets") return null;
  const isChain = inputs.length === 1 && layers.every(({ units }) => units === 1);
  if (what.units.length !== 1) return letter("z");
  return letter("z", ...(isChain ? chainNaming : networkNaming).unit(what.layer, what.units[0]));
}

function verdictOf({ what, inside, values }: Distribution, { layers }: Outline): string {
  if (what.of === "targets") return healthStrings.insideReach(inside, values);
  return layers[what.layer].activation === "relu"
    ? healthStrings.insideFires(inside, values)
    : healthStrings.insideLearns(inside, values);
}

function Histogram({ distribution, outline, width }: DistributionFigureProps & { width: number }): JSX.Element {
  const { what, start, width: binWidth, counts, good } = distribution;
  const end = start + counts.length * binWidth;
  const borders = [good.from, good.to].filter(Number.isFinite);
  const low = Math.min(start, ...borders);
  const high = Math.max(end, ...borders);
  const margin = (high - low) * beyond;
  const x = scaleLinear(
    [
      low - (low === good.from || low === good.to ? margin : 0),
      high + (high === good.from || high === good.to ? margin : 0),
    ],
    [inset, width - inset],
  );
  const [left, right] = x.range();
  const most = Math.max(...counts);
  const from = good.from < x.domain()[0] ? left : x(good.from);
  const to = good.to > x.domain()[1] ? right : x(good.to);
  const name = nameOf(what, outline);
  // Beside what is marked where it is too narrow for its name.
  const hasRoom = to - from > name.length * letterWidth + 12;
  return (
    <svg width={width} height={height + axisHeight} aria-hidden="true">
      <rect class="good" x={from} y={0} width={to - from} height={height} />
      {[...counts].map((count, k) => {
        if (count === 0) return null;
        const barLeft = x(start + k * binWidth);
        const barWidth = Math.max(2, x(start + (k + 1) * binWidth) - barLeft - 1);
        // However few they are, they are to be seen.
        const barHeight = Math.max(2, (count / most) * (height - 8));
        return <rect key={k} class="count" x={barLeft} y={height - barHeight} width={barWidth} height={barHeight} />;
      })}
      {borders.map((border) => (
        <line key={border} class="border" x1={x(border)} x2={x(border)} y1={0} y2={height + 4} />
      ))}
      <text class="good-name" x={hasRoom ? from + 6 : from - 4} y={12} text-anchor={hasRoom ? "start" : "end"}>
        {name}
      </text>
      <line class="axis" x1={left} x2={right} y1={height} y2={height} />
      {x.ticks(Math.max(2, Math.floor((right - left) / tickWidth))).map((tick) => (
        <text key={tick} class="tick" x={x(tick)} y={height + 15} text-anchor="middle">
          {formatTick(tick)}
        </text>
      ))}
    </svg>
  );
}

function nameOf(what: Distribution["what"], { layers }: Outline): string {
  if (what.of === "targets") return healthStrings.withinReach;
  return layers[what.layer].activation === "relu" ? healthStrings.fires : healthStrings.learns;
}
