import { useSignalEffect } from "@preact/signals";
import type { JSX, TargetedPointerEvent } from "preact";
import { useLayoutEffect, useRef, useState } from "preact/hooks";
import { themeVersion } from "../theme.ts";
import { HoverCard } from "./hover-card.tsx";
import { hoverText } from "./hover-text.ts";
import { stepAxis } from "./loss-axis.ts";
import { createLossChart, type LossChart } from "./loss-chart.ts";
import { plotInsets } from "./plot.ts";
import type { ChartMarks, ShownLosses } from "./shown-losses.ts";

interface LossPictureProps {
  readonly name: string;
  /** The id of the text that says in words what the picture shows. */
  readonly describedBy: string;
  readonly losses: ShownLosses;
  readonly marks: Omit<ChartMarks, "pointed">;
  readonly onSeek: (step: number) => void;
}

/** The chart of the losses: pointing tells the numbers of a step, a press goes to it, and so does dragging. */
export function LossPicture({ name, describedBy, losses, marks, onSeek }: LossPictureProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const chart = useRef<LossChart | null>(null);
  const [pointed, setPointed] = useState<number | null>(null);
  const { series, evaluations, range, scale } = losses;
  const { max } = stepAxis(series.steps, 1);
  const step = pointed !== null && pointed <= series.steps ? pointed : null;

  useLayoutEffect(() => {
    if (!canvas.current) return;
    const shownMarks = { ...marks, pointed: step };
    if (chart.current) chart.current.show(losses, shownMarks);
    else chart.current = createLossChart(canvas.current, losses, shownMarks);
  }, [series, evaluations, range, scale, marks.step, marks.loss, marks.found.join(), step]);
  useLayoutEffect(() => () => chart.current?.destroy(), []);
  const paintedFor = useRef(themeVersion.peek());
  useSignalEffect(() => {
    if (paintedFor.current === themeVersion.value) return;
    paintedFor.current = themeVersion.value;
    chart.current?.repaint();
  });

  /** The step nearest to the pointer. */
  function stepAt(event: TargetedPointerEvent<HTMLCanvasElement>): number {
    const { left, right } = plotInsets(evaluations);
    const box = event.currentTarget.getBoundingClientRect();
    const along = (event.clientX - box.left - left) / (box.width - left - right);
    return Math.round(Math.min(1, Math.max(0, along)) * max);
  }

  function press(event: TargetedPointerEvent<HTMLCanvasElement>): void {
    if (event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    onSeek(stepAt(event));
  }

  function move(event: TargetedPointerEvent<HTMLCanvasElement>): void {
    const at = stepAt(event);
    setPointed(at);
    if (event.currentTarget.hasPointerCapture(event.pointerId)) onSeek(at);
  }

  return (
    <>
      <canvas
        ref={canvas}
        role="img"
        aria-label={name}
        aria-describedby={describedBy}
        onPointerDown={press}
        onPointerMove={move}
        onPointerLeave={() => setPointed(null)}
      />
      {step !== null && <HoverCard text={hoverText(series, evaluations, step)} along={step / max} />}
    </>
  );
}
