import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Rng } from '../random/rng';

/** Fills a new parameter of the given shape; the caller owns the tensor. */
export type Initializer = (shape: readonly number[], rng: Rng) => Tensor;

export interface ParameterOptions {
  /** False for statistics that no optimizer updates. Default true. */
  readonly trainable?: boolean;
}

/**
 * A namespace of module parameters, named like torchvision's state_dict.
 *
 * Two requests for the same name and shape return the same variable; stages share weights this way.
 */
export interface ParameterScope {
  /** A scope whose names start with `name.`. */
  scope(name: string): ParameterScope;
  /** Creates the parameter on first use. @throws TurboHoiError `shape` if the name exists in another shape */
  parameter(
    name: string,
    shape: readonly number[],
    initializer: Initializer,
    options?: ParameterOptions,
  ): Variable;
}
