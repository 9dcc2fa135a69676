import type { EvaluationSeries } from "../../src/core/evaluation-series.ts";
import { bucketCount, type LossSeries, lastStepOf } from "../../src/core/series.ts";

/** The head of the csv: a step, the losses of the steps up to it from the row before, and what was measured after it. */
export const csvHeader = "step,min,max,last,trainingLoss,testLoss,accuracy";

/** All numbers of the chart in full precision, a line for each step that has any. */
export function seriesCsv(series: Readonly<LossSeries>, { steps, ...measured }: EvaluationSeries): string {
  const lines = new Map<number, [string, string]>();
  for (let bucket = 0; bucket < bucketCount(series); bucket++) {
    lines.set(lastStepOf(series, bucket), [series.values.subarray(3 * bucket, 3 * bucket + 3).join(), ",,"]);
  }
  for (const [k, step] of steps.entries()) {
    const [losses] = lines.get(step) ?? [",,"];
    const numbers = [measured.loss, measured.testLoss, measured.accuracy].map((values) => values[k] ?? "");
    lines.set(step, [losses, numbers.join()]);
  }
  const rows = [...lines].sort(([left], [right]) => left - right).map(([step, cells]) => [step, ...cells].join());
  return [csvHeader, ...rows, ""].join("\n");
}

/** What is on a canvas as a PNG in base64, on a background. */
export function chartPng(canvas: HTMLCanvasElement, background: string): string {
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  const context = copy.getContext("2d");
  if (!context) throw new Error("There is no room for a picture");
  context.fillStyle = background;
  context.fillRect(0, 0, copy.width, copy.height);
  context.drawImage(canvas, 0, 0);
  return copy.toDataURL("image/png").split(",")[1];
}

/** A drawing painted on a canvas, so many times as large. */
export async function paintSvg(svg: string, width: number, height: number, scale: number): Promise<HTMLCanvasElement> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = width * scale;
  canvas.height = height * scale;
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
