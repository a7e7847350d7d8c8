import type { Tensor1D } from '@tensorflow/tfjs';
import type { Rng } from '../random/rng';

/** Settings of a forward pass. */
export interface ForwardContext {
  /** True during training: dropout is active. */
  readonly training: boolean;
  /** Random numbers of the pass; a module forks it by its own name. */
  readonly rng: Rng;
  /** [R], 1 for rows that hold a person, 0 for padding rows; null: no padding rows. */
  readonly valid: Tensor1D | null;
}
