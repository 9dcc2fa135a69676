import type { JSX } from "preact";
import type { ActivationName } from "../../src/core/activation.ts";

/** The little graph of an activation function: its outputs at evenly spaced z from −reach to reach. */
interface Curve {
  readonly reach: number;
  readonly outputs: readonly number[];
}

const curves: Readonly<Record<ActivationName, Curve>> = {
  linear: { reach: 4, outputs: [-4, 4] },
  relu: { reach: 4, outputs: [0, 0, 4] },
  sigmoid: { reach: 4, outputs: [0.018, 0.047, 0.119, 0.269, 0.5, 0.731, 0.881, 0.953, 0.982] },
  tanh: {
    reach: 2.5,
    outputs: [-0.987, -0.964, -0.905, -0.762, -0.462, 0, 0.462, 0.762, 0.905, 0.964, 0.987],
  },
};

const width = 30;
const height = 21;
const margin = 3;

interface ActivationGlyphProps {
  readonly activation: ActivationName;
  /** Where the unit stands on the curve; null before the first step. */
  readonly point: { readonly z: number; readonly a: number } | null;
}

/** The graph of an activation function with the unit's point on it; beyond its ends, the point stays there. */
export function ActivationGlyph({ activation, point }: ActivationGlyphProps): JSX.Element {
  const { reach, outputs } = curves[activation];
  const low = Math.min(...outputs);
  const high = Math.max(...outputs);
  const x = scale(-reach, reach, margin, width - margin);
  const y = scale(low, high, height - margin, margin);
  const last = outputs.length - 1;
  const corners = outputs.map((a, k) => `${x(-reach + (2 * reach * k) / last)},${y(a)}`);
  return (
    <svg class="glyph" width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
      <polyline points={corners.join(" ")} />
      {point && !Number.isNaN(point.z + point.a) && <circle cx={x(point.z)} cy={y(point.a)} r="3" />}
    </svg>
  );
}

/** Maps low … high to start … end, and what lies beyond to the nearer end. */
function scale(low: number, high: number, start: number, end: number): (value: number) => number {
  return (value) => {
    const inside = Math.min(Math.max(value, low), high);
    return Math.round(10 * (start + ((inside - low) / (high - low)) * (end - start))) / 10;
  };
}
