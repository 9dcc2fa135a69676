import { Activation, activate, activateBackward } from "./activation";
import { addGradients, lossByInputs, weightedSums } from "./dense";
import { softmaxWithCrossEntropy } from "./loss";

/** All layers in one call, as core/network.ts chains them: the work of a small layer takes less time than a call. */

/** A layer and what a batch leaves in it: sizes and addresses, as kernels/wasm-pass.ts writes them. */
// @ts-ignore: decorators are AssemblyScript's
@unmanaged
class Layer {
  fanIn: i32;
  units: i32;
  activation: Activation;
  weights: usize;
  biases: usize;
  weightGradients: usize;
  biasGradients: usize;
  /** The outputs of the layer before, or the batch's inputs. */
  inputs: usize;
  /** ∂l/∂a of the layer before; 0 where there is none. */
  lossByInputs: usize;
  z: usize;
  a: usize;
  aByZ: usize;
  lossByA: usize;
  lossByZ: usize;
}

// @ts-ignore
@inline
function layerAt(layers: usize, l: i32): Layer {
  return changetype<Layer>(layers + l * offsetof<Layer>());
}

/** z and a of each layer, from the first to the last. Where that is softmax, its losses are cross-entropies. */
export function forward(layers: usize, count: i32, samples: i32, targets: usize, losses: usize): void {
  for (let l = 0; l < count; l++) {
    const layer = layerAt(layers, l);
    weightedSums(layer.fanIn, layer.units, layer.weights, layer.biases, layer.inputs, samples, layer.z);
    if (layer.activation === Activation.softmax)
      softmaxWithCrossEntropy(layer.units, samples, layer.z, layer.a, targets, losses);
    else activate(layer.activation, samples * layer.units, layer.z, layer.a);
  }
}

/** σ′(z), δ, the gradients and ∂l/∂a of the layer before, from the last layer to the first */
export function backward(layers: usize, count: i32, samples: i32, isDeltaThere: bool, areFirst: bool): void {
  for (let l = count - 1; l >= 0; l--) {
    const layer = layerAt(layers, l);
    activateBackward(
      layer.activation,
      samples * layer.units,
      layer.z,
      layer.a,
      layer.aByZ,
      layer.lossByA,
      layer.lossByZ,
      isDeltaThere && l === count - 1,
    );
    addGradients(
      layer.fanIn,
      layer.units,
      layer.inputs,
      samples,
      layer.lossByZ,
      layer.weightGradients,
      layer.biasGradients,
      areFirst,
    );
    if (layer.lossByInputs)
      lossByInputs(layer.fanIn, layer.units, layer.weights, layer.lossByZ, samples, layer.lossByInputs);
  }
}
