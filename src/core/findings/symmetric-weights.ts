import { formatSignificant } from "../../format/number-format.ts";
import { fanInOf, type LayerSpec, type Spec } from "../spec.ts";
import type { Finding } from "./finding.ts";
import { layerText, listed, sentence } from "./finding-text.ts";
import { type KnownWeight, knownBiases, knownWeights } from "./known-parameters.ts";
import { initialWeights, remedy, trying } from "./remedy.ts";

/**
 * Hidden layers in which units have the same weights and bias coming in and the same weights going out. They get the
 * same gradients in every step, whatever the optimizer, and so stay one unit that is there several times.
 */
export function symmetricWeights(spec: Spec): Finding[] {
  return spec.layers.slice(0, -1).flatMap((layer, l) => {
    const groups = twinsOf(spec, l).filter((units) => units.length > 1);
    if (groups.length === 0) return [];
    const twins = groups.reduce((sum, units) => sum + units.length, 0);
    const place = initialWeights(spec, l);
    const ways = layer.weights
      ? [
          remedy("give the units different weights", ...place),
          remedy('leave out "weights" to have them drawn', ...place),
        ]
      : [remedy("use an init that draws at random", ...place)];
    return [
      {
        kind: "symmetricWeights",
        message: `${sentence(twinText(spec, l, groups))} have the same weights and bias coming in and the same weights going out: they get the same gradients and stay the same for ever.`,
        ...trying(...ways),
        where: { of: "layer", layer: l, key: layer.weights ? "weights" : "init" },
        since: 0,
        numbers: { units: twins, different: layer.units - twins + groups.length },
      },
    ];
  });
}

/** Up to so many equal units are named one by one. */
const mostNamed = 4;

function twinText(spec: Spec, l: number, groups: readonly number[][]): string {
  const [first] = groups;
  if (first.length === spec.layers[l].units)
    return `all ${formatSignificant(first.length)} units of ${layerText(spec, l)}`;
  if (first.length > mostNamed) return `${formatSignificant(first.length)} units of ${layerText(spec, l)}`;
  return `units ${listed(first.map((unit) => unit + 1))} of ${layerText(spec, l)}`;
}

/** The units of a layer in groups of equal ones, as far as the spec tells. */
export function twinsOf(spec: Spec, l: number): number[][] {
  const [layer, next] = [spec.layers[l], spec.layers[l + 1]];
  const [incoming, biases, outgoing] = [knownWeights(layer), knownBiases(layer), knownWeights(next)];
  if (!incoming || !biases || !outgoing || (isFrozen(layer) && !next.trainable.weights)) return [];
  const fanIn = fanInOf(spec, l);
  const areTwins = (j: number, k: number) =>
    biases(j) === biases(k) &&
    sameRow(incoming, j, k, fanIn) &&
    sameRow((unit, output) => outgoing(output, unit), j, k, next.units);
  // Only units with the same sum of incoming weights are compared: a look at each weight, not at each pair of units.
  const groups = new Map<number, number[][]>();
  for (let j = 0; j < layer.units; j++) {
    const sum = sumOfRow(incoming, j, fanIn) + biases(j);
    const alike = groups.get(sum) ?? [];
    const twins = alike.find(([first]) => areTwins(first, j));
    if (twins) twins.push(j);
    else alike.push([j]);
    groups.set(sum, alike);
  }
  return [...groups.values()].flat();
}

/** A layer of which nothing changes: then being equal is no harm that training does. */
function isFrozen({ trainable }: LayerSpec): boolean {
  return !trainable.weights && !trainable.biases;
}

function sumOfRow(weight: KnownWeight, j: number, fanIn: number): number {
  let sum = 0;
  for (let i = 0; i < fanIn; i++) sum += (i + 1) * weight(j, i);
  return sum;
}

function sameRow(weight: KnownWeight, j: number, k: number, width: number): boolean {
  for (let i = 0; i < width; i++) if (weight(j, i) !== weight(k, i)) return false;
  return true;
}
