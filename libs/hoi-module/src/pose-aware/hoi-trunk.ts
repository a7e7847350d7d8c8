import type { ForwardContext, ParameterScope } from '@turbo-hoi/core';
import { dropout, heNormal, InputNorm, LayerNorm, Linear, relu, tidy } from '@turbo-hoi/nn';
import type * as tf from '@tensorflow/tfjs';

export interface HoiTrunkOptions {
  /** D; the paper has 1024. */
  readonly width: number;
  /** Fully connected layers; the paper has 2. */
  readonly layers: number;
  /** Probability of dropping a unit after each layer. */
  readonly dropout: number;
  /** Layer normalisation before each ReLU. */
  readonly layerNorm: boolean;
  /** Standardises the input by running statistics, since its parts have very different scales. */
  readonly standardize: boolean;
}

interface Layer {
  readonly linear: Linear;
  readonly norm: LayerNorm | null;
}

/** I of Eq. 1: fully connected layers with dropout, [R,in] → H_mid [R,D]. */
export class HoiTrunk {
  private readonly inputNorm: InputNorm | null;
  private readonly layers: readonly Layer[];

  constructor(
    parameters: ParameterScope,
    private readonly options: HoiTrunkOptions,
    inputWidth: number,
  ) {
    const { width, layers, layerNorm, standardize } = options;
    this.inputNorm = standardize
      ? new InputNorm(parameters.scope('input_norm'), { width: inputWidth })
      : null;
    this.layers = Array.from({ length: layers }, (_, i) => {
      const name = `fc${i + 1}`;
      return {
        linear: new Linear(parameters.scope(name), {
          in: i === 0 ? inputWidth : width,
          out: width,
          initializer: heNormal,
        }),
        norm: layerNorm ? new LayerNorm(parameters.scope(`${name}_norm`), { width }) : null,
      };
    });
  }

  forward(input: tf.Tensor2D, context: ForwardContext): tf.Tensor2D {
    return tidy(() => {
      const { training, valid, rng } = context;
      const first = this.inputNorm ? this.inputNorm.forward(input, valid, training) : input;
      return this.layers.reduce((x, { linear, norm }, i) => {
        const hidden = linear.forward(x);
        const activated = norm ? norm.forward(hidden, 'relu') : relu(hidden);
        return training ? dropout(activated, this.options.dropout, rng.fork('fc', i)) : activated;
      }, first) as tf.Tensor2D;
    });
  }
}
