import { cos, sin } from "../../core/elementary/trigonometry.ts";
import { normal } from "../../core/random.ts";
import { evenly, points, type Shape, shareOf } from "./shape.ts";

/** Shapes after those of scikit-learn's `sklearn.datasets`. */

/** make_moons: two half circles that reach into each other. */
export const moons: Shape = {
  inputs: 2,
  classes: () => 2,
  draw: ({ samples, noise, random }) => {
    const moon = (count: number, target: number, at: (t: number) => readonly [number, number]) =>
      points(count, (i) => {
        const [x, y] = at(evenly(i, count, 0, Math.PI));
        return { inputs: [normal(random, x, noise), normal(random, y, noise)], target };
      });
    // As there, the inner moon gets the larger half.
    const outer = Math.floor(samples / 2);
    return [...moon(outer, 0, (t) => [cos(t), sin(t)]), ...moon(samples - outer, 1, (t) => [1 - cos(t), 0.5 - sin(t)])];
  },
};

/** How far the centres of `blobs` lie from the middle. */
const radius = 5;

/** make_blobs, but with the centres evenly on a circle, so that every class can be told from the others. */
export const blobs: Shape = {
  inputs: 2,
  classes: (outputs) => (outputs === 1 ? 2 : outputs),
  draw: ({ samples, noise, classes, random }) =>
    Array.from({ length: classes }, (_, target) => {
      const angle = (2 * Math.PI * target) / classes;
      const [x, y] = [radius * cos(angle), radius * sin(angle)];
      return points(shareOf(samples, classes, target), () => ({
        inputs: [normal(random, x, 1 + noise), normal(random, y, 1 + noise)],
        target,
      }));
    }).flat(),
};
