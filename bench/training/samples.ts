import { createRandom, normal, type Random, streams, uniform } from "../../src/core/random.ts";

/** Samples with targets, row by row. */
export interface Samples {
  readonly samples: number;
  /** samples × inputs, row-major */
  readonly inputs: Float64Array;
  /** samples × targets, row-major */
  readonly targets: Float64Array;
}

/**
 * One target in so many is wrong. Otherwise a network that has learned everything would be measured: its gradients
 * become so small that they are computed at another speed.
 */
const targetsPerMistake = 20;

/** A line y = 0.5 + 0.3·x with noise, within the sigmoid's reach. */
export function line(samples: number, seed: number): Samples {
  const random = createRandom(seed, streams.data);
  const inputs = Float64Array.from({ length: samples }, () => uniform(random, -1, 1));
  return { samples, inputs, targets: inputs.map((x) => 0.5 + 0.3 * x + normal(random, 0, 0.05)) };
}

/** The four rows of exclusive or. */
export function xor(): Samples {
  return { samples: 4, inputs: Float64Array.of(0, 0, 0, 1, 1, 0, 1, 1), targets: Float64Array.of(0, 1, 1, 0) };
}

/** Points of a square; those within a circle have the target 1, the others −1. */
export function circle(samples: number, seed: number): Samples {
  const random = createRandom(seed, streams.data);
  const inputs = Float64Array.from({ length: 2 * samples }, () => uniform(random, -1, 1));
  const targets = Float64Array.from({ length: samples }, (_, s) => {
    const isWithin = Math.hypot(inputs[2 * s], inputs[2 * s + 1]) < 0.75;
    return isWithin !== isMistaken(random) ? 1 : -1;
  });
  return { samples, inputs, targets };
}

/** A cloud of points around a centre for each class; targets are one-hot. */
export function clusters({ inputs: width, classes }: Classified, samples: number, seed: number): Samples {
  const random = createRandom(seed, streams.data);
  const centres = Float64Array.from({ length: classes * width }, () => normal(random, 0, 1));
  const inputs = new Float64Array(samples * width);
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < width; i++) inputs[s * width + i] = centres[(s % classes) * width + i] + normal(random, 0, 0.5);
  }
  return { samples, inputs, targets: oneHot(samples, classes, random) };
}

interface Classified {
  readonly inputs: number;
  readonly classes: number;
}

/**
 * Pictures of `side` × `side` grey values between 0 and 1, most of them 0 as in handwriting: each class is a stroke of
 * its own, and each sample that stroke moved by up to a pixel or two in its own greys. Targets are one-hot.
 * @param share how many of a picture's pixels the stroke covers, exactly: the others are 0
 */
export function strokes({ side, share, classes }: Pictures, samples: number, seed: number): Samples {
  const random = createRandom(seed, streams.data);
  const covered = Array.from({ length: classes }, () => stroke(side, Math.round(share * side * side), random));
  const inputs = new Float64Array(samples * side * side);
  for (let s = 0; s < samples; s++) {
    const right = Math.floor(uniform(random, -2, 3));
    const down = Math.floor(uniform(random, -2, 3));
    for (const { row, column } of covered[s % classes]) {
      const pixel = wrapped(row + down, side) * side + wrapped(column + right, side);
      // Never quite 0: what is covered is to be told from what is not.
      inputs[s * side * side + pixel] = 1 - random.next();
    }
  }
  return { samples, inputs, targets: oneHot(samples, classes, random) };
}

interface Pictures {
  readonly side: number;
  readonly share: number;
  readonly classes: number;
}

interface Pixel {
  readonly row: number;
  readonly column: number;
}

/** So many different pixels, along the way of a pen that turns at random; what leaves at one side enters at the other. */
function stroke(side: number, pixels: number, random: Random): readonly Pixel[] {
  const drawn = new Map<number, Pixel>();
  let row = Math.floor(side * random.next());
  let column = Math.floor(side * random.next());
  while (drawn.size < pixels) {
    drawn.set(row * side + column, { row, column });
    const direction = Math.floor(4 * random.next());
    row = wrapped(row + [1, -1, 0, 0][direction], side);
    column = wrapped(column + [0, 0, 1, -1][direction], side);
  }
  return [...drawn.values()];
}

function wrapped(place: number, side: number): number {
  return (place + side) % side;
}

/** A 1 at the class of each sample, which are classes 0, 1, 2, … in turn, and now and then at another. */
function oneHot(samples: number, classes: number, random: Random): Float64Array {
  const targets = new Float64Array(samples * classes);
  for (let s = 0; s < samples; s++) {
    const named = isMistaken(random) ? Math.floor(classes * random.next()) : s % classes;
    targets[s * classes + named] = 1;
  }
  return targets;
}

function isMistaken(random: Random): boolean {
  return random.next() * targetsPerMistake < 1;
}
