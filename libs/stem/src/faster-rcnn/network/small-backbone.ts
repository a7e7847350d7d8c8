import type { ParameterScope } from '@turbo-hoi/core';
import { SmallStem, type SmallStemOptions } from '../../small/small-stem';
import { TwoFcHead } from '../heads/box-head';
import type { DetectorBackbone } from './detector-backbone';

export interface SmallBackboneOptions extends SmallStemOptions {
  /** Sides of the anchors in pixels. */
  readonly anchorSizes: readonly number[];
  /** Width of the box head's two fully connected layers. */
  readonly headWidth: number;
}

/** The small stem with all anchor sizes on its single map of stride 4, for training from scratch. */
export function smallBackbone(
  parameters: ParameterScope,
  { anchorSizes, headWidth, ...options }: SmallBackboneOptions,
): DetectorBackbone {
  const stem = new SmallStem(parameters, options);
  return {
    channels: stem.channels,
    multiple: stem.multiple,
    padColor: stem.padColor,
    maps: (images) => [stem.features(images)],
    pooledStrides: [stem.stride],
    anchorSizes: [anchorSizes],
    createHead: (scope) => new TwoFcHead(scope, stem.channels, headWidth),
  };
}
