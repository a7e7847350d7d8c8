import type { ObjectFeatures, ParameterScope, RoiVector } from '@turbo-hoi/core';
import { Linear, normal, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** Class scores and class-specific deltas, background first; names as torchvision's `FastRCNNPredictor`. */
export class BoxPredictor {
  private readonly score: Linear;
  private readonly delta: Linear;

  /** @param classes with the background */
  constructor(parameters: ParameterScope, width: number, classes: number) {
    const layer = (name: string, out: number, deviation: number) =>
      new Linear(parameters.scope(name), { in: width, out, initializer: normal(deviation) });
    this.score = layer('cls_score', classes, 0.01);
    this.delta = layer('bbox_pred', 4 * classes, 0.001);
  }

  /** [P,width] → logits [P,classes], deltas [P,4·(classes-1)]: torchvision has some of the background, too, unused. */
  forward(x: RoiVector): ObjectFeatures {
    return tidy(() => ({
      classLogits: this.score.forward(x),
      deltas: tf.slice(this.delta.forward(x), [0, 4], [-1, -1]),
    }));
  }
}
