import * as tf from '@tensorflow/tfjs';
import type { NamedTensorMap, Tensor } from '@tensorflow/tfjs';

/**
 * A kernel of several steps that only some backends have; where it is missing, small ops compute the same.
 *
 * The native backend has those of `libs/backends/native` where they could be built, and wasm where their module can be loaded.
 */
export class FusedKernel {
  constructor(private readonly name: string) {}

  /** Whether the active backend has it. */
  get exists(): boolean {
    return tf.getKernel(this.name, tf.getBackend()) !== undefined;
  }

  /** All its outputs; not recorded for gradients. */
  run(
    inputs: NamedTensorMap | readonly Tensor[],
    attributes: Record<string, number> = {},
  ): Tensor[] {
    return tf.engine().runKernel(this.name, inputs as NamedTensorMap, attributes) as Tensor[];
  }
}
