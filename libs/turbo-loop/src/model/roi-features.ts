import type { FeatureMap, ParameterScope, RoiForm, RoiMap, Rois, Stem } from '@turbo-hoi/core';
import { Conv2d, roiAlign, tidy } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { ContextConfig, ModelConfig } from '../config/model-config';

/** F and, where configured, the features of a wider box around each person. */
export interface RoiFeatures {
  readonly roi: RoiMap;
  readonly context: RoiMap | null;
}

/** Pools regions of the stem's map by RoIAlign. */
export class RoiPooler {
  private readonly reduce: Conv2d | null;
  private readonly context: ContextConfig | null;

  constructor(
    parameters: ParameterScope,
    private readonly stem: Stem,
    private readonly config: ModelConfig['roi'],
  ) {
    this.context = config.context;
    this.reduce =
      config.context &&
      new Conv2d(parameters.scope('context'), {
        in: stem.channels,
        out: config.context.channels,
        kernel: 1,
      });
  }

  /** Channels of the context features; 0: none. */
  get contextChannels(): number {
    return this.context?.channels ?? 0;
  }

  /** RoI features of the boxes, [R,S,S,C]; by default in the form of people's. */
  pool(map: FeatureMap, rois: Rois, { side, aligned }: RoiForm = this.config): RoiMap {
    return roiAlign(map, rois, { side, aligned, spatialScale: 1 / this.stem.stride });
  }

  /** Features of the wider boxes, [R,S,S,C'], pooled from a map of fewer channels; null without context. */
  poolContext(map: FeatureMap, rois: Rois): RoiMap | null {
    const { reduce, context } = this;
    if (!reduce || !context) return null;
    return tidy(() =>
      this.pool(reduce.forward(map), { ...rois, boxes: widen(rois.boxes, context) }),
    );
  }
}

/** Boxes [R,4] scaled around their centers; the shorter side is at least `minAspect` of the longer. */
export function widen(
  boxes: tf.Tensor2D,
  { scale, minAspect }: Pick<ContextConfig, 'scale' | 'minAspect'>,
): tf.Tensor2D {
  return tidy(() => {
    const [low, high] = tf.split(boxes, 2, 1);
    const center = tf.div(tf.add(low, high), 2);
    const half = tf.mul(tf.sub(high, low), scale / 2);
    const atLeast = tf.mul(tf.max(half, 1, true), minAspect);
    const reach = tf.maximum(half, atLeast);
    return tf.concat([tf.sub(center, reach), tf.add(center, reach)], 1) as tf.Tensor2D;
  });
}
