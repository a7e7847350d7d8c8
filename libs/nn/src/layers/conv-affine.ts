import * as tf from '@tensorflow/tfjs';
import type { Tensor4D, Variable } from '@tensorflow/tfjs';
import type { ParameterScope } from '@turbo-hoi/core';
import { withGradient } from '../autodiff/with-gradient';
import { heNormal } from '../parameters/initializers';
import { convolve } from './conv2d';
import { FrozenAffine } from './frozen-affine';

export interface ConvAffineOptions {
  readonly in: number;
  readonly out: number;
  /** Side of the kernel, odd. */
  readonly kernel: number;
  /** Default 1. */
  readonly stride?: number;
  /** Whether a ReLU follows. Default true. */
  readonly relu?: boolean;
  /** False: the convolution's weight is frozen too. Default true. */
  readonly trainable?: boolean;
  /** Initial weight of the normalisation. Default 1. */
  readonly initialWeight?: number;
}

/** Parameter scopes of a {@link ConvAffine}; torchvision names convolution and normalisation separately. */
export interface ConvAffineScopes {
  readonly conv: ParameterScope;
  readonly norm: ParameterScope;
}

/**
 * A convolution without bias, {@link FrozenAffine} and ReLU.
 *
 * The normalisation is folded into the weight on every pass, which saves writing one map.
 */
export class ConvAffine {
  /** The only parameter that is trained, if any. */
  readonly weight: Variable;
  private readonly norm: FrozenAffine;

  constructor(
    scopes: ConvAffineScopes,
    private readonly options: ConvAffineOptions,
  ) {
    const { in: input, out, kernel, trainable, initialWeight } = options;
    const shape = [kernel, kernel, input, out];
    this.weight = scopes.conv.parameter('weight', shape, heNormal, { trainable });
    this.norm = new FrozenAffine(scopes.norm, { channels: out, initialWeight });
  }

  /** x [B,H,W,in] → [B,⌈H/stride⌉,⌈W/stride⌉,out] */
  forward(x: Tensor4D): Tensor4D {
    const { stride = 1, relu = true } = this.options;
    return tf.tidy(() => {
      const { scale, shift } = this.norm.coefficients();
      const y = convolve(x, tf.mul(this.weight, scale), stride);
      return relu ? shiftedRelu(y, shift) : shifted(y, shift);
    });
  }
}

/** x + shift, for a constant shift without gradient. */
function shifted(x: Tensor4D, shift: tf.Tensor1D): Tensor4D {
  return withGradient<Tensor4D>(
    [x],
    () => tf.add(x, shift),
    (dy) => [dy.clone()],
  );
}

/** max(x + shift, 0) for a constant shift. */
function shiftedRelu(x: Tensor4D, shift: tf.Tensor1D): Tensor4D {
  return withGradient<Tensor4D>(
    [x],
    (save) => {
      const y = tf.relu(tf.add<Tensor4D>(x, shift));
      save(y);
      return y;
    },
    (dy, [y]) => [tf.mul(dy, tf.sign(y))],
  );
}
