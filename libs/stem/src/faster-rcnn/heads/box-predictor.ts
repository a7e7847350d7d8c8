import type { ObjectFeatures, ParameterScope, RoiVector } from '@turbo-hoi/core';
import { Linear, normal, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

export interface BoxPredictorOptions {
  /** With the background. */
  readonly classes: number;
  /** How many of them have deltas. Default: all, as in torchvision, where those of the background are unused. */
  readonly regressed?: number;
}

/** Class scores and class-specific deltas, background first; names as torchvision's `FastRCNNPredictor`. */
export class BoxPredictor {
  private readonly score: Linear;
  private readonly delta: Linear;
  /** How many classes with deltas are background. */
  private readonly first: number;

  constructor(
    parameters: ParameterScope,
    width: number,
    { classes, regressed = classes }: BoxPredictorOptions,
  ) {
    this.first = regressed - (classes - 1);
    const layer = (name: string, out: number, deviation: number) =>
      new Linear(parameters.scope(name), { in: width, out, initializer: normal(deviation) });
    this.score = layer('cls_score', classes, 0.01);
    this.delta = layer('bbox_pred', 4 * regressed, 0.001);
  }

  /** [P,width] → logits [P,classes], deltas [P,4·(classes-1)] without those of the background. */
  forward(x: RoiVector): ObjectFeatures {
    return tidy(() => ({
      classLogits: this.score.forward(x),
      deltas: tf.slice(this.delta.forward(x), [0, 4 * this.first], [-1, -1]),
    }));
  }
}
