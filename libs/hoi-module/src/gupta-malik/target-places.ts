import type { HoiTargets, ParameterScope } from '@turbo-hoi/core';
import { tidy, zeros } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor, Tensor2D, Variable } from '@tensorflow/tfjs';

export interface PlaceGaussian {
  /** [1,4A], of Eq. 2's codes. */
  readonly mean: Tensor2D;
  /** [1,4A], above 0. */
  readonly deviation: Tensor2D;
}

/**
 * Where the targets of each action lie to people: mean and standard deviation of Eq. 2's code over all targets of the training steps.
 *
 * Sums of codes, of their squares and their number are parameters without a gradient, so that checkpoints keep them and workers add
 * theirs up. One code of mean 0 and variance 1 is counted in advance, from which columns without targets have a finite Gaussian.
 */
export class TargetPlaces {
  private readonly count: Variable;
  private readonly sum: Variable;
  private readonly squares: Variable;

  /** @param actions A */
  constructor(
    scope: ParameterScope,
    private readonly actions: number,
  ) {
    const counted = (name: string, shape: number[]) =>
      scope.parameter(name, shape, zeros, { trainable: false });
    this.count = counted('count', [actions, 1]);
    this.sum = counted('sum', [actions, 4]);
    this.squares = counted('squares', [actions, 4]);
  }

  gaussian(): PlaceGaussian {
    return tidy(() => {
      const count = tf.add(this.count, 1);
      const mean = tf.div(this.sum, count);
      const variance = tf.sub(tf.div(tf.add(this.squares, 1), count), tf.square(mean));
      const row = (x: Tensor) => tf.reshape(x, [1, 4 * this.actions]) as Tensor2D;
      // Rounding may leave a narrow column less than 0.
      return { mean: row(mean), deviation: row(tf.sqrt(tf.maximum(variance, 1e-4))) };
    });
  }

  /** Adds the annotated targets of a batch. */
  add({ offsets, located }: Pick<HoiTargets, 'offsets' | 'located'>): void {
    const [rows, columns] = located.shape;
    if (rows === 0) return;
    tf.tidy(() => {
      const given = tf.greater(tf.reshape(located, [rows, columns, 1]), 0);
      const codes = tf.reshape(offsets, [rows, columns, 4]);
      // `where` instead of a product: 0 · NaN of an unused target would be NaN.
      const used = tf.where(given, codes, tf.zerosLike(codes));
      const add = (variable: Variable, rows: Tensor) =>
        variable.assign(tf.add(variable, tf.sum(rows, 0)));
      add(this.count, tf.cast(given, 'float32'));
      add(this.sum, used);
      add(this.squares, tf.square(used));
    });
  }
}
