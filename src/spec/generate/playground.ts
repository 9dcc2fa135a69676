import { cos, sin } from "../../core/elementary/trigonometry.ts";
import { normal, type Random, uniform } from "../../core/random.ts";
import { type Point, points, type Shape, shareOf } from "./shape.ts";

/** The shapes of the TensorFlow Playground (https://github.com/tensorflow/playground, dataset.ts): its labels +1 and −1 are 1 and 0 here. */

const twoClasses = () => 2;

/** Half the width of the square, and the radius of the disc, that the points lie in. */
const radius = 5;

/** A point somewhere on a ring between two radii. */
function onRing(random: Random, inner: number, outer: number): [x: number, y: number] {
  const r = uniform(random, inner, outer);
  const angle = uniform(random, 0, 2 * Math.PI);
  return [r * sin(angle), r * cos(angle)];
}

/** A disc within a ring; noise moves points only for the question on which side of the border they are. */
export const circle: Shape = {
  inputs: 2,
  classes: twoClasses,
  draw: ({ samples, noise, random }) => {
    const point = (inner: number, outer: number): Point => {
      const [x, y] = onRing(random, inner, outer);
      const noisyX = x + uniform(random, -radius, radius) * noise;
      const noisyY = y + uniform(random, -radius, radius) * noise;
      const isInside = Math.sqrt(noisyX * noisyX + noisyY * noisyY) < radius * 0.5;
      return { inputs: [x, y], target: isInside ? 1 : 0 };
    };
    return [
      ...points(shareOf(samples, 2, 0), () => point(0, radius * 0.5)),
      ...points(shareOf(samples, 2, 1), () => point(radius * 0.7, radius)),
    ];
  },
};

/** What keeps the quadrants of `xor` apart. */
const padding = 0.3;

/** Opposite quadrants are of one class; noise moves points only for the question in which they are. */
export const xor: Shape = {
  inputs: 2,
  classes: twoClasses,
  draw: ({ samples, noise, random }) => {
    const coordinate = () => {
      const x = uniform(random, -radius, radius);
      return x > 0 ? x + padding : x - padding;
    };
    return points(samples, () => {
      const x = coordinate();
      const y = coordinate();
      const noisyX = x + uniform(random, -radius, radius) * noise;
      const noisyY = y + uniform(random, -radius, radius) * noise;
      return { inputs: [x, y], target: noisyX * noisyY >= 0 ? 1 : 0 };
    });
  },
};

/** A cloud around (2, 2) and one around (−2, −2). */
export const gauss: Shape = {
  inputs: 2,
  classes: twoClasses,
  draw: ({ samples, noise, random }) => {
    // From 0.5 without noise to 4 with a noise of 0.5.
    const deviation = Math.sqrt(0.5 + 7 * noise);
    const cloud = (count: number, centre: number, target: number) =>
      points(count, () => ({
        inputs: [normal(random, centre, deviation), normal(random, centre, deviation)],
        target,
      }));
    return [...cloud(shareOf(samples, 2, 0), 2, 1), ...cloud(shareOf(samples, 2, 1), -2, 0)];
  },
};

/** Two arms that wind 1¾ times around the middle. */
export const spiral: Shape = {
  inputs: 2,
  classes: twoClasses,
  draw: ({ samples, noise, random }) => {
    const arm = (count: number, turn: number, target: number) =>
      points(count, (i) => {
        const r = (i / count) * radius;
        const angle = ((1.75 * i) / count) * 2 * Math.PI + turn;
        const x = r * sin(angle) + uniform(random, -1, 1) * noise;
        const y = r * cos(angle) + uniform(random, -1, 1) * noise;
        return { inputs: [x, y], target };
      });
    return [...arm(shareOf(samples, 2, 0), 0, 1), ...arm(shareOf(samples, 2, 1), Math.PI, 0)];
  },
};

/** A tenth of the sum of both inputs. */
export const plane: Shape = {
  inputs: 2,
  classes: () => 0,
  draw: ({ samples, noise, random }) =>
    points(samples, () => {
      const x = uniform(random, -6, 6);
      const y = uniform(random, -6, 6);
      const noiseX = uniform(random, -6, 6) * noise;
      const noiseY = uniform(random, -6, 6) * noise;
      return { inputs: [x, y], target: (x + noiseX + y + noiseY) / 10 };
    }),
};
