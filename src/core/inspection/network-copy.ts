import { createParameters, type Network } from "../network.ts";
import type { Spec } from "../spec.ts";

/** A network of its own with the same parameters, which later training does not change. */
export function copyNetwork(spec: Spec, { layers, loss, precision, numbers }: Network): Network {
  const copy = createParameters(spec);
  copy.numbers.set(numbers);
  return {
    layers: layers.map((layer, l) => ({ ...layer, parameters: copy.parameters[l] })),
    loss,
    precision,
    numbers: copy.numbers,
  };
}
