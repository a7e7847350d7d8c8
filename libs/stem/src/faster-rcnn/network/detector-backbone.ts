import type { ParameterScope } from '@turbo-hoi/core';
import type * as tf from '@tensorflow/tfjs';
import { FPN_CHANNELS } from '../../fpn/fpn';
import { FPN_STRIDES, ResNetFpnStem } from '../../fpn/resnet-fpn-stem';
import { ResNetC4Stem } from '../../resnet/resnet-c4-stem';
import type { ResNetDepth } from '../../resnet/resnet';
import { type BoxHead, Layer4Head, TwoFcHead } from '../heads/box-head';

/** Backbone of a detector, with the settings that fit its maps. */
export interface DetectorBackbone {
  readonly channels: number;
  /** The sides of the input must be multiples of this. */
  readonly multiple: number;
  readonly padColor: readonly number[];
  /** images [B,H,W,3] → the maps that carry anchors, finest first. */
  maps(images: tf.Tensor4D): tf.Tensor4D[];
  /** Strides of the maps from which regions are pooled: the first of {@link maps}. */
  readonly pooledStrides: readonly number[];
  /** Anchor sizes of every map, in pixels. */
  readonly anchorSizes: readonly (readonly number[])[];
  /** @param parameters scope of the box head */
  createHead(parameters: ParameterScope): BoxHead;
}

/** Width of the two fully connected layers over a pyramid. */
const HEAD_WIDTH = 1024;

/**
 * ResNet with a feature pyramid, as torchvision's `fasterrcnn_resnet50_fpn`: one anchor size per level.
 *
 * @param frozenStages number of frozen parts of the body; all by default
 */
export function fpnBackbone(
  parameters: ParameterScope,
  depth: ResNetDepth,
  frozenStages = 5,
): DetectorBackbone {
  const stem = new ResNetFpnStem(parameters, { depth, frozenStages, level: 2 });
  return {
    channels: FPN_CHANNELS,
    multiple: stem.multiple,
    padColor: stem.padColor,
    maps: (images) => stem.levels(images),
    pooledStrides: FPN_STRIDES.slice(0, -1),
    anchorSizes: [32, 64, 128, 256, 512].map((size) => [size]),
    createHead: (scope) => new TwoFcHead(scope, FPN_CHANNELS, HEAD_WIDTH),
  };
}

/**
 * ResNet up to C4 with `layer4` on regions, as Detectron's `R-50-C4` and `R-101-C4`: all anchor sizes on its single
 * map.
 *
 * @param frozenStages as above
 */
export function c4Backbone(
  parameters: ParameterScope,
  depth: ResNetDepth,
  frozenStages = 4,
): DetectorBackbone {
  const stem = new ResNetC4Stem(parameters, { depth, frozenStages });
  return {
    channels: stem.channels,
    multiple: stem.stride,
    padColor: stem.padColor,
    maps: (images) => [stem.features(images)],
    pooledStrides: [stem.stride],
    anchorSizes: [[32, 64, 128, 256, 512]],
    createHead: (scope) => new Layer4Head(scope),
  };
}
