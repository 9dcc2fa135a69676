import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { formatNumber } from "../numbers.ts";
import { Numeral } from "../numeral.tsx";
import { Formula, type MathSymbol } from "../symbols.tsx";
import { themeVersion } from "../theme.ts";
import { createNormChart, type NormChart, type NormCurve } from "./norm-chart.ts";
import { parametersStrings as strings } from "./strings.ts";
import { summaryRoom } from "./summary-list.tsx";

interface NormPictureProps extends Omit<NormCurve, "hoverText"> {
  readonly symbol: MathSymbol;
  readonly title: string;
}

/** How a norm went over the steps, with the last one that was observed. */
export function NormPicture({ symbol, title, ...curve }: NormPictureProps): JSX.Element {
  const { steps, norms } = curve;
  const lastStep = steps[steps.length - 1];
  return (
    <div class="norm">
      <p title={title}>
        <Formula>{symbol.math}</Formula>
        <span class="quiet over">{strings.normsOver(curve.isLog)}</span>
        <span class="last">
          {norms.length > 0 && lastStep !== curve.step && <span class="quiet">{strings.normAt(lastStep)} </span>}
          {norms.length > 0 && (
            <Numeral value={norms[norms.length - 1]} room={summaryRoom} title={`${symbol.text}, step ${lastStep}`} />
          )}
        </span>
      </p>
      {norms.length > 0 ? <Curve {...curve} symbol={symbol} /> : <p class="no-curve quiet">{strings.noNorms}</p>}
    </div>
  );
}

function Curve({ symbol, ...curve }: Omit<NormPictureProps, "title">): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<NormChart | null>(null);
  const summary = useId();
  const { steps, norms } = curve;
  const shown = {
    ...curve,
    hoverText: (step: number, norm: number) => strings.normHover(step, symbol.text, formatNumber(norm)),
  };
  useLayoutEffect(() => {
    if (!canvas.current) return;
    if (chart.current) chart.current.show(shown);
    else chart.current = createNormChart(canvas.current, shown);
  }, [steps, norms, curve.step, curve.lastStep, curve.isLog, curve.axis.min, curve.axis.max]);
  useLayoutEffect(() => () => chart.current?.destroy(), []);
  useSignalEffect(() => {
    themeVersion.value;
    chart.current?.repaint();
  });
  return (
    <div class="curve">
      <canvas
        ref={canvas}
        role="img"
        aria-label={`${symbol.text} ${strings.normsOver(curve.isLog)}`}
        aria-describedby={summary}
      />
      <p class="visually-hidden" id={summary}>
        {strings.normSummary(
          symbol.text,
          steps.length,
          formatNumber(norms[0]),
          steps[0],
          formatNumber(norms[norms.length - 1]),
          steps[steps.length - 1],
        )}
      </p>
    </div>
  );
}
