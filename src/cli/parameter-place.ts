import { type ParameterPlace, parseQuantityPath } from "../core/quantity-path.ts";
import { fanInOf, type Spec } from "../core/spec.ts";
import { CliError } from "./arguments.ts";

/**
 * Reads `layers.0.weights[0][0]` or `layers.0.biases[0]` as the place of one of the spec's parameters.
 * @throws CliError if it is no such path, or leads nowhere
 */
export function parameterPlace(text: string, spec: Spec): ParameterPlace {
  const path = parseQuantityPath(text);
  if (path?.of !== "layers") {
    throw new CliError(`--parameter takes a path such as layers.0.weights[0][0] or layers.0.biases[0], not "${text}"`);
  }
  const { layer, kind, unit, input } = path.parameter;
  if (layer >= spec.layers.length) throw nowhere(text, `the layers are ${upTo(spec.layers.length, "layers.", "")}`);
  const { units, biases } = spec.layers[layer];
  const fanIn = fanInOf(spec, layer);
  if (kind === "biases" && biases === false) throw nowhere(text, `layers.${layer} has no biases`);
  if (unit >= units || (input !== null && input >= fanIn)) {
    const inputs = input === null ? "" : upTo(fanIn, "[", "]");
    throw nowhere(text, `layers.${layer} has ${kind}${upTo(units, "[", "]")}${inputs}`);
  }
  return path.parameter;
}

function nowhere(text: string, what: string): CliError {
  return new CliError(`There is no ${text}: ${what}`);
}

/** `[0…3]`, or `[0]` where there is only one */
function upTo(count: number, before: string, after: string): string {
  return `${before}0${count > 1 ? `…${count - 1}` : ""}${after}`;
}
