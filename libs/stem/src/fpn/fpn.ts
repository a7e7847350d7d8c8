import type { ParameterScope } from '@turbo-hoi/core';
import { Conv2d, lecunUniform, tidy, upsampleNearest2x } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';

/** Channels of every level. */
export const FPN_CHANNELS = 256;

/**
 * Feature pyramid (Lin et al. 2017), torchvision's `FeaturePyramidNetwork` with its `LastLevelMaxPool`.
 *
 * Parameters `inner_blocks.<i>.0` (1×1) and `layer_blocks.<i>.0` (3×3), finest level first.
 */
export class FeaturePyramid {
  private readonly inner: readonly Conv2d[];
  private readonly outer: readonly Conv2d[];

  /** @param channels of the maps, finest first */
  constructor(parameters: ParameterScope, channels: readonly number[]) {
    const convolutions = (name: string, kernel: number, inputs: readonly number[]) =>
      inputs.map(
        (input, i) =>
          new Conv2d(parameters.scope(`${name}.${i}.0`), {
            in: input,
            out: FPN_CHANNELS,
            kernel,
            initializer: lecunUniform,
          }),
      );
    this.inner = convolutions('inner_blocks', 1, channels);
    this.outer = convolutions(
      'layer_blocks',
      3,
      channels.map(() => FPN_CHANNELS),
    );
  }

  /** C2 … C5, each half as large as the one before → P2 … P5 and P6, every second cell of P5. */
  forward(maps: readonly tf.Tensor4D[]): tf.Tensor4D[] {
    return tidy(() => {
      const levels = this.mergeDown(maps, 0).map((map, i) => this.outer[i].forward(map));
      return [...levels, tf.maxPool(levels[levels.length - 1], 1, 2, 'valid')];
    });
  }

  /** One level of the pyramid, 0 the finest; finer levels are not computed. */
  level(maps: readonly tf.Tensor4D[], index: number): tf.Tensor4D {
    return tidy(() => {
      if (index === maps.length) return tf.maxPool(this.level(maps, index - 1), 1, 2, 'valid');
      return this.outer[index].forward(this.mergeDown(maps, index)[0]);
    });
  }

  /** The lateral maps of level `from` and coarser, each plus the upsampled coarser one, before the 3×3. */
  private mergeDown(maps: readonly tf.Tensor4D[], from: number): tf.Tensor4D[] {
    const merged: tf.Tensor4D[] = [];
    for (let i = maps.length - 1; i >= from; i--) {
      const lateral = this.inner[i].forward(maps[i]);
      merged.unshift(merged.length === 0 ? lateral : addCoarser(lateral, merged[0]));
    }
    return merged;
  }
}

function addCoarser(lateral: tf.Tensor4D, coarser: tf.Tensor4D): tf.Tensor4D {
  return tf.tidy(() => tf.add(lateral, upsampleNearest2x(coarser)));
}
