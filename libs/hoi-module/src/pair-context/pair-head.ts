import type { ForwardContext, ParameterScope } from '@turbo-hoi/core';
import { dropout, Linear, relu, torchDefault } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor2D } from '@tensorflow/tfjs';

export interface PairHeadOptions {
  /** Length of a pair's input. */
  readonly in: number;
  readonly width: number;
  readonly dropout: number;
}

/** Two layers on a pair's input, the second residual: [P,in] → [P,width]. */
export class PairHead {
  private readonly first: Linear;
  private readonly second: Linear;

  constructor(
    scope: ParameterScope,
    private readonly options: PairHeadOptions,
  ) {
    const { width } = options;
    const linear = (name: string, from: number) =>
      new Linear(scope.scope(name), { in: from, out: width, initializer: torchDefault });
    this.first = linear('fc1', options.in);
    this.second = linear('fc2', width);
  }

  /** Call it within `tidy`. */
  forward(input: Tensor2D, context: ForwardContext): Tensor2D {
    const drop = (x: Tensor2D, name: string) =>
      context.training ? dropout(x, this.options.dropout, context.rng.fork(name)) : x;
    const h = drop(relu(this.first.forward(input)), 'fc1');
    return tf.add<Tensor2D>(h, drop(relu(this.second.forward(h)), 'fc2'));
  }
}
