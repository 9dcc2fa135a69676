import type { JSX } from "preact";
import type { ActivationName } from "../../src/core/activation.ts";

/** The little graph of an activation function: its outputs at evenly spaced z from −reach to reach. */
interface Curve {
  readonly reach: number;
  readonly outputs: readonly number[];
}

/** Softmax is none of one z alone. */
const curves: Readonly<Record<Exclude<ActivationName, "softmax">, Curve>> = {
  linear: { reach: 4, outputs: [-4, 4] },
  relu: { reach: 4, outputs: [0, 0, 4] },
  // Ten times as steep below 0 as it is, to be told from ReLU.
  leakyRelu: { reach: 4, outputs: [-0.4, 0, 4] },
  elu: {
    reach: 3,
    outputs: [-0.95, -0.918, -0.865, -0.777, -0.632, -0.393, 0, 0.5, 1, 1.5, 2, 2.5, 3],
  },
  gelu: {
    reach: 2,
    outputs: [-0.046, -0.08, -0.122, -0.159, -0.168, -0.123, 0, 0.21, 0.498, 0.841, 1.212, 1.587, 1.954],
  },
  sigmoid: { reach: 4, outputs: [0.018, 0.047, 0.119, 0.269, 0.5, 0.731, 0.881, 0.953, 0.982] },
  tanh: {
    reach: 2.5,
    outputs: [-0.987, -0.964, -0.905, -0.762, -0.462, 0, 0.462, 0.762, 0.905, 0.964, 0.987],
  },
  softplus: {
    reach: 4,
    outputs: [0.018, 0.035, 0.067, 0.127, 0.234, 0.414, 0.69, 1.081, 1.567, 2.127, 2.734, 3.368, 4.018],
  },
  swish: {
    reach: 4,
    outputs: [-0.072, -0.115, -0.173, -0.238, -0.278, -0.226, 0, 0.441, 1.055, 1.762, 2.493, 3.219, 3.928],
  },
};

/** Softmax shares out 1 among the units: the heights of such shares, in pixels. */
const shares = [4, 15, 8, 2];

const width = 30;
const height = 21;
const margin = 3;

interface ActivationGlyphProps {
  readonly activation: ActivationName;
  /** Where the unit stands on the curve; null before the first step. */
  readonly z: number | null;
}

/** The graph of an activation function with the unit's point on it; beyond its ends, the point stays there. */
export function ActivationGlyph({ activation, z }: ActivationGlyphProps): JSX.Element {
  return (
    <svg
      class={`glyph ${activation}`}
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      aria-hidden="true"
    >
      {activation === "softmax" ? <Shares /> : <Graph curve={curves[activation]} z={z} />}
    </svg>
  );
}

function Graph({ curve: { reach, outputs }, z }: { curve: Curve; z: number | null }): JSX.Element {
  const last = outputs.length - 1;
  const x = scale(0, last, margin, width - margin);
  const y = scale(Math.min(...outputs), Math.max(...outputs), height - margin, margin);
  const corners = outputs.map((a, k) => `${x(k)},${y(a)}`);
  const place = z === null || Number.isNaN(z) ? null : Math.min(1, Math.max(0, (z / reach + 1) / 2)) * last;
  return (
    <>
      <polyline points={corners.join(" ")} />
      {place !== null && <circle cx={x(place)} cy={y(valueAt(outputs, place))} r="3" />}
    </>
  );
}

/** Where a curve is drawn between two of its corners. */
function valueAt(outputs: readonly number[], place: number): number {
  const corner = Math.min(Math.floor(place), outputs.length - 2);
  return outputs[corner] + (place - corner) * (outputs[corner + 1] - outputs[corner]);
}

/** Bars instead of a curve: each unit's share depends on all units. */
function Shares(): JSX.Element {
  const pitch = (width - 2 * margin) / shares.length;
  return (
    <>
      {shares.map((share, k) => (
        <rect key={share} x={margin + k * pitch + 1} y={height - margin - share} width={pitch - 2} height={share} />
      ))}
    </>
  );
}

/** Maps low … high to start … end. */
function scale(low: number, high: number, start: number, end: number): (value: number) => number {
  return (value) => Math.round(10 * (start + ((value - low) / (high - low)) * (end - start))) / 10;
}
