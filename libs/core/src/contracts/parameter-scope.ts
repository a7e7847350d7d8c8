import type { Tensor, Variable } from '@tensorflow/tfjs';
import type { Rng } from '../random/rng';

/** Fills a new parameter of the given shape; the caller owns the tensor. */
export type Initializer = (shape: readonly number[], rng: Rng) => Tensor;

export interface ParameterOptions {
  /** False for statistics that no optimizer touches. Default true. */
  readonly trainable?: boolean;
}

/**
 * A named place where modules keep their parameters, named like torchvision's state_dict.
 *
 * Asking twice for one name and shape gives the same variable: that is how stages share weights.
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
