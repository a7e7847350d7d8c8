import type { ObjectFeatures, ParameterScope, RoiVector } from '@turbo-hoi/core';
import { Linear, normal, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

export interface BoxPredictorOptions {
  /** Number of classes, with the background. */
  readonly classes: number;
  /** Number of classes with deltas. Default: all, as in torchvision, which does not use those of the background. */
  readonly regressed?: number;
}

/** Class scores and class-specific deltas, background first; names as torchvision's `FastRCNNPredictor`. */
export class BoxPredictor {
  private readonly score: Linear;
  private readonly delta: Linear;
  /** 1 if the background has deltas, else 0. */
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
