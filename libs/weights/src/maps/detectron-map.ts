import type { TensorFile } from '../tensors/tensor-file';
import { withStatistics } from './affine';
import { applyRules, type NameRule, reasonOf } from './name-rules';
import { type Mapped, type Recipe, rename, type Unused } from './recipe';

const PART: Readonly<Record<string, string>> = { w: 'weight', b: 'bias', s: 'weight' };
/** Detectron's names of a block's convolutions and of the shortcut. */
const BRANCH: Readonly<Record<string, readonly [conv: string, norm: string]>> = {
  '1': ['downsample.0', 'downsample.1'],
  '2a': ['conv1', 'bn1'],
  '2b': ['conv2', 'bn2'],
  '2c': ['conv3', 'bn3'],
};

const layer = (res: string) => `layer${Number(res) - 1}`;
const level = (res: string) => Number(res) - 2;
const heads = 'roi_heads.';

const RULES: readonly NameRule[] = [
  [/^conv1_w$/, 'conv1.weight'],
  [/^res_conv1_bn_([sb])$/, (part) => `bn1.${PART[part]}`],
  [
    /^res([2-5])_(\d+)_branch(1|2a|2b|2c)_w$/,
    (res, block, branch) => `${layer(res)}.${block}.${BRANCH[branch][0]}.weight`,
  ],
  [
    /^res([2-5])_(\d+)_branch(1|2a|2b|2c)_bn_([sb])$/,
    (res, block, branch, part) => `${layer(res)}.${block}.${BRANCH[branch][1]}.${PART[part]}`,
  ],
  [/^(?:fc1000|pred)_([wb])$/, (part) => `fc.${PART[part]}`],
  [
    /^fpn_inner_res([2-5])_\d+_sum(?:_lateral)?_([wb])$/,
    (res, part) => `fpn.inner_blocks.${level(res)}.0.${PART[part]}`,
  ],
  [
    /^fpn_res([2-5])_\d+_sum_([wb])$/,
    (res, part) => `fpn.layer_blocks.${level(res)}.0.${PART[part]}`,
  ],
  [/^(?:conv_rpn|conv_rpn_fpn2|rpn_conv)_([wb])$/, (part) => `rpn.head.conv.0.0.${PART[part]}`],
  [/^rpn_cls_logits(?:_fpn2)?_([wb])$/, (part) => `rpn.head.cls_logits.${PART[part]}`],
  [/^rpn_bbox_pred(?:_fpn2)?_([wb])$/, (part) => `rpn.head.bbox_pred.${PART[part]}`],
  [/^(fc6|fc7)_([wb])$/, (fc, part) => `${heads}box_head.${fc}.${PART[part]}`],
  [/^(cls_score|bbox_pred)_([wb])$/, (out, part) => `${heads}box_predictor.${out}.${PART[part]}`],
  [
    /^conv_fcn([1-8])_([wb])$/,
    (i, part) => `${heads}keypoint_head.${2 * (Number(i) - 1)}.${PART[part]}`,
  ],
  [
    /^kps_score_lowres_([wb])$/,
    (part) => `${heads}keypoint_predictor.kps_score_lowres.${PART[part]}`,
  ],
];

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/_momentum$/, 'state of the optimizer'],
  [/^kps_score_[wb]$/, 'a fixed bilinear upsampling'],
  [/^conv1_b$/, 'the following normalisation has a shift'],
  [/_bn_(rm|riv)$/, 'statistics of an unfrozen normalisation'],
  [/^_?\[?mask|^conv5_mask/, 'mask branch'],
];

/**
 * Maps Detectron's blobs to torchvision's names. Shapes and the order of classes (background first), box deltas and
 * anchors are the same; normalisations have no statistics (see `withStatistics`).
 */
export function mapDetectron(file: TensorFile): Mapped {
  const recipes: Recipe[] = [];
  const unused: Unused[] = [];
  for (const name of file.names) {
    const target = applyRules(RULES, name);
    if (target === null) unused.push({ name, why: reasonOf(REASONS, name) });
    else recipes.push(rename(target, name, file.info(name)));
  }
  return { recipes: withStatistics(recipes), unused };
}
