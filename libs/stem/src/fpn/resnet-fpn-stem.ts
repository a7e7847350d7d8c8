import {
  type FeatureMap,
  type ImageBatch,
  type ParameterScope,
  type Stem,
  TurboHoiError,
} from '@turbo-hoi/core';
import { tidy } from '@turbo-hoi/nn';
import type * as tf from '@tensorflow/tfjs';
import { IMAGENET_MEAN } from '../resnet/image-norm';
import { ResNet, RESNET_CHANNELS, type ResNetDepth } from '../resnet/resnet';
import { FeaturePyramid, FPN_CHANNELS } from './fpn';

export interface ResNetFpnOptions {
  readonly depth: ResNetDepth;
  /** Number of frozen parts: 1 is conv1, 2 includes layer1, and so on to 5. */
  readonly frozenStages: number;
  /** Level that `features` returns: 2 has stride 4, each further level twice the stride, up to 6. */
  readonly level: number;
}

const FINEST = 2;

/** Strides of P2 to P6. */
export const FPN_STRIDES = [4, 8, 16, 32, 64] as const;

/** ResNet with a feature pyramid, parameters `body` and `fpn` as in torchvision's `resnet_fpn_backbone`. */
export class ResNetFpnStem implements Stem {
  readonly channels = FPN_CHANNELS;
  readonly stride: number;
  readonly multiple: number;
  readonly padColor = IMAGENET_MEAN;
  private readonly body: ResNet;
  private readonly fpn: FeaturePyramid;
  private readonly index: number;

  constructor(parameters: ParameterScope, { depth, frozenStages, level }: ResNetFpnOptions) {
    this.index = level - FINEST;
    this.stride = FPN_STRIDES[this.index];
    this.multiple = Math.max(this.stride, MULTIPLE);
    this.body = new ResNet(parameters.scope('body'), { depth, frozenStages, layers: 4 });
    this.fpn = new FeaturePyramid(parameters.scope('fpn'), RESNET_CHANNELS);
  }

  features(images: ImageBatch): FeatureMap {
    return tidy(() => this.fpn.level(this.bodyMaps(images), this.index));
  }

  /**
   * P2 to P6, [B,h,w,256] of {@link FPN_STRIDES}.
   *
   * @throws TurboHoiError `shape` unless both sides of the images are multiples of 32
   */
  levels(images: ImageBatch): tf.Tensor4D[] {
    return tidy(() => this.fpn.forward(this.bodyMaps(images)));
  }

  private bodyMaps(images: ImageBatch): tf.Tensor4D[] {
    const [, height, width] = images.shape;
    if (height % MULTIPLE === 0 && width % MULTIPLE === 0) return this.body.forward(images);
    throw new TurboHoiError(
      'shape',
      `A feature pyramid over ResNet got images of ${width}×${height} pixels, expected multiples of ${MULTIPLE}. ` +
        'Pad them, with padColor and multiple of the stem.',
    );
  }
}

/** Stride of the body's last map: every level must be exactly twice as large as the next coarser one. */
const MULTIPLE = 32;
