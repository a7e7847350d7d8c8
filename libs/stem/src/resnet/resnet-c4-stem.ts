import type { FeatureMap, ImageBatch, ParameterScope, Stem } from '@turbo-hoi/core';
import { IMAGENET_MEAN } from './image-norm';
import { ResNet, RESNET_CHANNELS, type ResNetDepth } from './resnet';

export interface ResNetC4Options {
  readonly depth: ResNetDepth;
  /** Number of frozen parts: 1 is conv1, 2 includes layer1, 3 layer2, 4 layer3. */
  readonly frozenStages: number;
  /** Whether each block is run again for its gradient: less memory, more time. Default false. */
  readonly recompute?: boolean;
}

/**
 * ResNet up to C4, as in Faster R-CNN without a pyramid: stride 16, 1024 channels. The last stage runs on regions of
 * interest.
 */
export class ResNetC4Stem implements Stem {
  readonly channels = RESNET_CHANNELS[2];
  readonly stride = 16;
  readonly padColor = IMAGENET_MEAN;
  private readonly body: ResNet;

  constructor(parameters: ParameterScope, options: ResNetC4Options) {
    this.body = new ResNet(parameters, { ...options, layers: 3 });
  }

  features(images: ImageBatch): FeatureMap {
    return this.body.last(images);
  }
}
