import type { ForwardContext, ParameterScope } from '@turbo-hoi/core';
import { dropout, gatherRows, Linear, relu, torchDefault, uniform } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';

export interface PairHeadOptions {
  /** Numbers that each pair, each person and each object contributes to a pair's input. */
  readonly own: number;
  readonly person: number;
  readonly object: number;
  readonly width: number;
  readonly dropout: number;
}

/** Input of the pairs in parts. */
export interface PairParts {
  /** [P,own]. */
  readonly own: Tensor2D;
  /** [R,person] and the row of each pair, [P] int32. */
  readonly people: Tensor2D;
  readonly personOfPair: Tensor1D;
  /** [O,object] and the row of each pair, [P] int32. */
  readonly objects: Tensor2D;
  readonly objectOfPair: Tensor1D;
}

/**
 * Two layers on a pair's input, the second residual: [P,own+person+object] → [P,width].
 *
 * What the pairs of a person or an object share passes the first layer once, before it is copied to each pair.
 */
export class PairHead {
  private readonly own: Linear;
  private readonly person: Linear;
  private readonly object: Linear;
  private readonly second: Linear;

  constructor(
    scope: ParameterScope,
    private readonly options: PairHeadOptions,
  ) {
    const { own, person, object, width } = options;
    // The bound of one layer on the whole input.
    const initializer = uniform(1 / Math.sqrt(own + person + object));
    const part = (name: string, from: number, bias: boolean) =>
      new Linear(scope.scope(name), { in: from, out: width, bias, initializer });
    this.own = part('own', own, true);
    this.person = part('person', person, false);
    this.object = part('object', object, false);
    this.second = new Linear(scope.scope('fc2'), {
      in: width,
      out: width,
      initializer: torchDefault,
    });
  }

  /** Call it within `tidy`. */
  forward(parts: PairParts, context: ForwardContext): Tensor2D {
    const drop = (x: Tensor2D, name: string) =>
      context.training ? dropout(x, this.options.dropout, context.rng.fork(name)) : x;
    const first = tf.addN([
      this.own.forward(parts.own),
      gatherRows(this.person.forward(parts.people), parts.personOfPair),
      gatherRows(this.object.forward(parts.objects), parts.objectOfPair),
    ]);
    const h = drop(relu(first), 'fc1');
    return tf.add<Tensor2D>(h, drop(relu(this.second.forward(h)), 'fc2'));
  }
}
