import { Chart, type Plugin } from "chart.js";
import { textScale } from "./text-size.ts";

/** Charts know nothing of a page that is shown larger than designed: they get places of the pointer on the screen. */
const pointerScale: Plugin = {
  id: "pointer-scale",
  beforeEvent: (chart, args) => {
    // A replayed event has its place already.
    if (args.replay || args.event.x === null || args.event.y === null) return;
    args.event.x /= textScale.peek();
    args.event.y /= textScale.peek();
    args.inChartArea = chart.isPointInArea({ x: args.event.x, y: args.event.y });
  },
};

/** Has all charts crisp, and the pointer where it is, at any size of the page. */
export function scaleCharts(): void {
  const ratio = () => devicePixelRatio * textScale.peek();
  // The types know only a ratio that stays as it is.
  Chart.defaults.devicePixelRatio = ratio as unknown as number;
  Chart.register(pointerScale);
}
