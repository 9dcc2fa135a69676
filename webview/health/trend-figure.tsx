import { scaleLinear, scaleLog } from "d3-scale";
import type { JSX } from "preact";
import { useRef } from "preact/hooks";
import type { Trend } from "../../src/core/inspection/evidence-run.ts";
import { formatTick } from "../../src/format/number-format.ts";
import { useWidth } from "../diagram/use-width.ts";
import { formatSignificant } from "../numbers.ts";
import { healthStrings } from "./strings.ts";

const height = 84;
const axisHeight = 18;
const axisWidth = 48;
/** Room for half of the last step's number. */
const inset = 14;

/** How a number went over the steps observed, on a logarithmic scale where it can be. */
export function TrendFigure({ trend }: { trend: Trend }): JSX.Element {
  const area = useRef<HTMLDivElement>(null);
  const width = useWidth(area);
  const { steps, values, what } = trend;
  const name = what === "loss" ? healthStrings.lossOverSteps : healthStrings.normOverSteps;
  const finite = values.filter(Number.isFinite);
  const spoken = healthStrings.trendSpoken(
    name,
    healthStrings.steps(steps[0], steps[steps.length - 1]),
    formatSignificant(values[0]),
    formatSignificant(values[values.length - 1]),
    formatSignificant(finite.reduce((most, value) => Math.max(most, value), Number.NEGATIVE_INFINITY)),
  );
  return (
    <figure class="trend">
      <figcaption>{name}</figcaption>
      <div ref={area} role="img" aria-label={spoken}>
        {width > 0 && finite.length > 0 && <Curve trend={trend} finite={finite} width={width} />}
      </div>
    </figure>
  );
}

function Curve({ trend, finite, width }: { trend: Trend; finite: Float64Array; width: number }): JSX.Element {
  const { steps, values, reference } = trend;
  const shown = reference === null ? [...finite] : [...finite, reference];
  const [low, high] = [Math.min(...shown), Math.max(...shown)];
  const [first, last] = [steps[0], steps[steps.length - 1]];
  const x = scaleLinear([first, Math.max(last, first + 1)], [axisWidth, width - inset]);
  const make = low > 0 ? scaleLog : scaleLinear;
  const y = make([low, high > low ? high : low + 1], [height - 4, 8]).nice();
  return (
    <svg width={width} height={height + axisHeight} aria-hidden="true">
      {ticksOf(y, low > 0).map((tick) => (
        <g key={tick}>
          <line class="grid" x1={axisWidth} x2={width - inset} y1={y(tick)} y2={y(tick)} />
          <text class="tick" x={axisWidth - 6} y={y(tick) + 4} text-anchor="end">
            {formatTick(tick)}
          </text>
        </g>
      ))}
      {reference !== null && (
        <line class="reference" x1={axisWidth} x2={width - inset} y1={y(reference)} y2={y(reference)}>
          <title>{healthStrings.constantAnswer}</title>
        </line>
      )}
      <path class="curve" d={pathOf(steps, values, x, y)} />
      {[first, last].map((step, k) => (
        <text key={k} class="tick" x={x(step)} y={height + 15} text-anchor={k === 0 ? "start" : "end"}>
          {formatTick(step)}
        </text>
      ))}
    </svg>
  );
}

/** Three lines of the grid are enough. */
function ticksOf(
  y: ReturnType<typeof scaleLog<number, number>> | ReturnType<typeof scaleLinear<number, number>>,
  isLog: boolean,
): number[] {
  const ticks = y.ticks(3);
  const powers = isLog ? ticks.filter((tick) => Number.isInteger(Math.round(1e9 * Math.log10(tick)) / 1e9)) : ticks;
  const every = Math.ceil(powers.length / 3);
  return powers.filter((_, k) => k % every === 0);
}

/** A line through the numbers that are finite. */
function pathOf(
  steps: Float64Array,
  values: Float64Array,
  x: (step: number) => number,
  y: (value: number) => number,
): string {
  const points: string[] = [];
  let isOn = false;
  values.forEach((value, k) => {
    const place = Number.isFinite(value) ? y(value) : Number.NaN;
    if (Number.isFinite(place)) points.push(`${isOn ? "L" : "M"}${x(steps[k]).toFixed(1)} ${place.toFixed(1)}`);
    isOn = Number.isFinite(place);
  });
  return points.join("");
}
