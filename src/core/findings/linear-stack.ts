import { formatSignificant } from "../../format/number-format.ts";
import type { LayerSpec, Spec } from "../spec.ts";
import type { Finding } from "./finding.ts";
import { listed } from "./finding-text.ts";
import { remedy, trying } from "./remedy.ts";

/** The one layer y = M·x + c that a stack of linear layers is. */
interface Line {
  /** outputs × inputs */
  readonly m: readonly (readonly number[])[];
  readonly c: readonly number[];
}

/** M is computed and named only while it has at most so many entries: more would be no help to a reader. */
const mostEntries = 4;

/** Layers that are all linear, or all but the last: together they can do no more than one, however many there are. */
export function linearStack(spec: Spec): Finding[] {
  const { layers } = spec;
  const hidden = layers.slice(0, -1);
  if (hidden.length === 0 || hidden.some(({ activation }) => activation !== "linear")) return [];
  return layers[hidden.length].activation === "linear" ? allLinear(spec) : linearBeforeOutput(spec);
}

const bending = trying(
  remedy(
    "give a layer before the last a non-linear activation, such as tanh or relu, so that the network can bend",
    "layers",
    0,
    "activation",
  ),
);

/** What stands before the output is a weighted sum of the inputs, and so is what goes into it. */
function linearBeforeOutput({ layers }: Spec): Finding[] {
  const hidden = layers.length - 1;
  const { activation } = layers[hidden];
  const before =
    hidden === 1 ? "The layer before the output is linear" : `The ${hidden} layers before the output are linear`;
  return [
    {
      kind: "linearStack",
      message: `${before}: with the output they collapse to the one layer y = ${activation}(M·x + c), whose borders are straight.`,
      ...bending,
      where: { of: "layer", layer: 0, key: "activation" },
      since: 0,
      numbers: {},
    },
  ];
}

function allLinear(spec: Spec): Finding[] {
  const { layers, inputs, targets } = spec;
  const line = inputs.length * targets.length <= mostEntries ? collapse(spec) : null;
  const numbers = line ? numbersOf(line) : {};
  const what =
    inputs.length * targets.length === 1
      ? `These ${layers.length} layers`
      : `These ${layers.length} layers, all linear,`;
  const formula = inputs.length * targets.length === 1 ? "y = m·x + c" : "one layer y = M·x + c";
  const values = Object.entries(numbers).map(([name, value]) => `${name} = ${formatSignificant(value)}`);
  return [
    {
      kind: "linearStack",
      message: `${what} collapse to ${formula}${values.length > 0 ? `, with ${listed(values)}` : ""}.`,
      ...bending,
      where: { of: "layer", layer: 0, key: "activation" },
      since: 0,
      numbers,
    },
  ];
}

/** M = W_L·…·W₁ column by column, and c = what comes out for x = 0; null where some weights or biases are not given. */
function collapse({ layers, inputs }: Spec): Line | null {
  if (layers.some(({ weights, biases }) => weights === null || biases === null)) return null;
  const columns = inputs.map((_, i) => {
    const unit = inputs.map((_, k): number => (k === i ? 1 : 0));
    return layers.reduce((x, layer) => weighted(layer, x), unit);
  });
  const c = layers.reduce(
    (x, layer) => weighted(layer, x).map((sum, j) => sum + (layer.biases ? layer.biases[j] : 0)),
    inputs.map((): number => 0),
  );
  return { m: c.map((_, j) => columns.map((column) => column[j])), c };
}

/** W·x */
function weighted({ weights }: LayerSpec, x: readonly number[]): number[] {
  return (weights ?? []).map((row) => row.reduce((sum, w, i) => sum + w * x[i], 0));
}

/** m and c, or m11, m12, … and c1, c2, … where there are more. */
function numbersOf({ m, c }: Line): Record<string, number> {
  if (c.length === 1 && m[0].length === 1) return { m: m[0][0], c: c[0] };
  return Object.fromEntries([
    ...m.flatMap((row, j) => row.map((value, i) => [`m${j + 1}${i + 1}`, value])),
    ...c.map((value, j) => [`c${j + 1}`, value]),
  ]);
}
