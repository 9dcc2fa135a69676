import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { themeVersion } from "../theme.ts";

interface PaintingProps {
  readonly width: number;
  readonly height: number;
  /** Paints in CSS pixels on an empty canvas; a new function paints anew. */
  readonly paint: (context: CanvasRenderingContext2D) => void;
}

/** A canvas as sharp as the screen, painted again when its theme changes. */
export function Painting({ width, height, paint }: PaintingProps): JSX.Element {
  const canvas = useRef<HTMLCanvasElement>(null);
  const repaint = useRef<() => void>(() => undefined);
  repaint.current = () => {
    const element = canvas.current;
    const context = element?.getContext("2d");
    if (!element || !context) return;
    const density = window.devicePixelRatio || 1;
    element.width = Math.round(width * density);
    element.height = Math.round(height * density);
    context.scale(density, density);
    paint(context);
  };
  useLayoutEffect(() => repaint.current(), [width, height, paint]);
  useSignalEffect(() => {
    themeVersion.value;
    repaint.current();
  });
  return <canvas ref={canvas} class="map-painting" style={{ width: `${width}px`, height: `${height}px` }} />;
}
