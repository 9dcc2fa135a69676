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
 * One sample in so many has the inputs of the one before it and another target: no network can learn both. One that has
 * learned everything would be measured otherwise, and its gradients are so small that they may take another time.
 */
const samplesPerContradiction = 20;

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
  const targets = Float64Array.from({ length: samples }, (_, s) =>
    isWithinCircle(inputs[2 * s], inputs[2 * s + 1]) ? 1 : -1,
  );
  eachContradiction(samples, (s) => {
    inputs.copyWithin(2 * s, 2 * (s - 1), 2 * s);
    targets[s] = -targets[s - 1];
  });
  return { samples, inputs, targets };
}

function isWithinCircle(x: number, y: number): boolean {
  return x * x + y * y < 0.6;
}

/** A cloud of points around a centre for each class; targets are one-hot. */
export function clusters({ inputs: width, classes }: Classified, samples: number, seed: number): Samples {
  const random = createRandom(seed, streams.data);
  const centres = Float64Array.from({ length: classes * width }, () => normal(random, 0, 1));
  const inputs = new Float64Array(samples * width);
  for (let s = 0; s < samples; s++) {
    for (let i = 0; i < width; i++) inputs[s * width + i] = centres[(s % classes) * width + i] + normal(random, 0, 0.5);
  }
  return contradicted({ samples, inputs, targets: oneHot(samples, classes) }, width);
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
  return contradicted({ samples, inputs, targets: oneHot(samples, classes) }, side * side);
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

/** A 1 at the class of each sample; these are the classes 0, 1, 2, … in turn. */
function oneHot(samples: number, classes: number): Float64Array {
  const targets = new Float64Array(samples * classes);
  for (let s = 0; s < samples; s++) targets[s * classes + (s % classes)] = 1;
  return targets;
}

/** Writes the inputs of the sample before, which is of another class, over those of some samples. */
function contradicted(data: Samples, width: number): Samples {
  eachContradiction(data.samples, (s) => {
    data.inputs.copyWithin(s * width, (s - 1) * width, s * width);
  });
  return data;
}

function eachContradiction(samples: number, work: (sample: number) => void): void {
  for (let s = samplesPerContradiction - 1; s < samples; s += samplesPerContradiction) work(s);
}
