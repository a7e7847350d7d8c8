import type { ParameterScope } from '@turbo-hoi/core';
import { Linear, segmentSum, torchDefault } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { Tensor1D, Tensor2D } from '@tensorflow/tfjs';

/** Mean of the hidden features of a person's (or an object's) pairs, each weighted by a gate that it computes itself. */
export class GatedPool {
  private readonly gate: Linear;

  constructor(scope: ParameterScope, width: number) {
    this.gate = new Linear(scope, { in: width, out: 1, initializer: torchDefault });
  }

  /**
   * Σ g h / (1 + Σ g) over the pairs of each row, 0 for a row without pairs: h [P,w] → [count,w].
   *
   * @param rows [P] int32, to which row a pair belongs @param valid [P], 0 for padding pairs; null: none
   */
  forward(h: Tensor2D, rows: Tensor1D, count: number, valid: Tensor1D | null): Tensor2D {
    const gate = tf.sigmoid(this.gate.forward(h));
    const g = valid ? tf.mul(gate, tf.reshape(valid, [-1, 1])) : gate;
    const sum = segmentSum(tf.mul(g, h), rows, count);
    return tf.div(sum, tf.add(segmentSum(g as Tensor2D, rows, count), 1));
  }
}
