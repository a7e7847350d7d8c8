import type { Tensor1D } from '@tensorflow/tfjs';
import type { Rng } from '../random/rng';

/** How a forward pass runs. */
export interface ForwardContext {
  /** True while learning: dropout is active. */
  readonly training: boolean;
  /** Source of the pass's randomness; a module forks it by its own name. */
  readonly rng: Rng;
  /** [R], 1 for rows that hold a person, 0 for rows that fill up a fixed size; null: all hold one. */
  readonly valid: Tensor1D | null;
}
