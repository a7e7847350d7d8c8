import { TurboHoiError } from '@turbo-hoi/core';
import { biased, type ParameterShapes, together } from './parameter-shapes';
import { type ResnetDepth, resnetLayer, resnetStart } from './resnet';

/** The models whose parameters are known by name and shape. */
export const MODEL_NAMES = [
  'resnet50',
  'resnet101',
  'resnet50-fpn',
  'resnet101-fpn',
  'fasterrcnn-resnet50-fpn',
  'fasterrcnn-resnet101-fpn',
  'keypointrcnn-resnet50-fpn',
  'keypointrcnn-resnet101-fpn',
  'faster-rcnn-resnet50-c4',
  'faster-rcnn-resnet101-c4',
] as const;

export type ModelName = (typeof MODEL_NAMES)[number];

export interface ModelOptions {
  /** Number of classifier outputs, including the background; ImageNet's 1000 for a ResNet alone. */
  readonly classes: number;
  /** Default 17. */
  readonly keypoints?: number;
}

const FPN_CHANNELS = 256;
const FPN_ANCHORS = 3;
const C4_CHANNELS = 1024;
const C4_ANCHORS = 15;
const BOX_HIDDEN = 1024;
const KEYPOINT_CHANNELS = 512;
const KEYPOINT_CONVOLUTIONS = 8;
const BODY = 'backbone.body.';

/** The parameters of a model. @throws TurboHoiError `usage` for an unknown name */
export function modelShapes(name: ModelName, options: ModelOptions): ParameterShapes {
  if (!MODEL_NAMES.includes(name)) {
    throw new TurboHoiError(
      'usage',
      `--model: got "${name}"; expected one of ${MODEL_NAMES.join(', ')}.`,
    );
  }
  const depth: ResnetDepth = name.includes('resnet101') ? 101 : 50;
  if (name === 'resnet50-fpn' || name === 'resnet101-fpn') {
    return together(resnet('body.', depth, [1, 2, 3, 4]), featurePyramid('fpn.'));
  }
  if (name.startsWith('resnet')) {
    return together(resnet('', depth, [1, 2, 3, 4]), biased('fc', [options.classes, 2048]));
  }
  if (name.endsWith('c4')) return c4(depth, options);
  return together(
    resnet(BODY, depth, [1, 2, 3, 4]),
    featurePyramid('backbone.fpn.'),
    regionProposals(FPN_CHANNELS, FPN_ANCHORS),
    biased('roi_heads.box_head.fc6', [BOX_HIDDEN, FPN_CHANNELS * 49]),
    biased('roi_heads.box_head.fc7', [BOX_HIDDEN, BOX_HIDDEN]),
    boxPredictor(BOX_HIDDEN, options.classes),
    name.startsWith('keypointrcnn') ? keypointBranch(options.keypoints ?? 17) : new Map(),
  );
}

/** Not a model of torchvision: the body ends before its fourth layer, which runs on regions. */
function c4(depth: ResnetDepth, options: ModelOptions): ParameterShapes {
  return together(
    resnet('backbone.', depth, [1, 2, 3]),
    regionProposals(C4_CHANNELS, C4_ANCHORS),
    resnetLayer('roi_heads.box_head.', depth, 4),
    boxPredictor(2048, options.classes),
  );
}

function resnet(prefix: string, depth: ResnetDepth, layers: readonly number[]): ParameterShapes {
  return together(resnetStart(prefix), ...layers.map((layer) => resnetLayer(prefix, depth, layer)));
}

function featurePyramid(prefix: string): ParameterShapes {
  const levels = [256, 512, 1024, 2048];
  return together(
    ...levels.map((channels, i) =>
      biased(`${prefix}inner_blocks.${i}.0`, [FPN_CHANNELS, channels, 1, 1]),
    ),
    ...levels.map((_, i) =>
      biased(`${prefix}layer_blocks.${i}.0`, [FPN_CHANNELS, FPN_CHANNELS, 3, 3]),
    ),
  );
}

function regionProposals(channels: number, anchors: number): ParameterShapes {
  return together(
    biased('rpn.head.conv.0.0', [channels, channels, 3, 3]),
    biased('rpn.head.cls_logits', [anchors, channels, 1, 1]),
    biased('rpn.head.bbox_pred', [4 * anchors, channels, 1, 1]),
  );
}

function boxPredictor(inputs: number, classes: number): ParameterShapes {
  return together(
    biased('roi_heads.box_predictor.cls_score', [classes, inputs]),
    biased('roi_heads.box_predictor.bbox_pred', [4 * classes, inputs]),
  );
}

function keypointBranch(keypoints: number): ParameterShapes {
  return together(
    ...Array.from({ length: KEYPOINT_CONVOLUTIONS }, (_, i) =>
      biased(`roi_heads.keypoint_head.${2 * i}`, [
        KEYPOINT_CHANNELS,
        i === 0 ? FPN_CHANNELS : KEYPOINT_CHANNELS,
        3,
        3,
      ]),
    ),
    biased(
      'roi_heads.keypoint_predictor.kps_score_lowres',
      [KEYPOINT_CHANNELS, keypoints, 4, 4],
      keypoints,
    ),
  );
}
