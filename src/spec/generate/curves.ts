import { sin } from "../../core/elementary/trigonometry.ts";
import { normal } from "../../core/random.ts";
import { evenly, points, type Shape } from "./shape.ts";

/** A function of one input, at even distances; noise is added to its value. */
function curve(low: number, high: number, value: (x: number) => number): Shape {
  return {
    inputs: 1,
    classes: () => 0,
    draw: ({ samples, noise, random }) =>
      points(samples, (i) => {
        const x = evenly(i, samples, low, high);
        return { inputs: [x], target: normal(random, value(x), noise) };
      }),
  };
}

/** t = 2x + 1 */
export const line = curve(-1, 1, (x) => 2 * x + 1);

/** t = sin x, one wave of it */
export const sine = curve(-Math.PI, Math.PI, sin);

/** t = |x| */
export const abs = curve(-1, 1, Math.abs);
