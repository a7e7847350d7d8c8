import type { Rng } from '../random/rng';

/** How a forward pass runs. */
export interface ForwardContext {
  /** True while learning: dropout is active. */
  readonly training: boolean;
  /** Source of the pass's randomness; a module forks it by its own name. */
  readonly rng: Rng;
}
