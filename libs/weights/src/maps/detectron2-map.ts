import type { TensorFile } from '../tensors/tensor-file';
import { withStatistics } from './affine';
import { anchorsByRatio, backgroundFirst, withBackgroundBox } from './detectron2-order';
import { mapDetectron } from './detectron-map';
import { applyRules, type NameRule, reasonOf } from './name-rules';
import { type Mapped, type Recipe, rename, type Unused } from './recipe';

const WHERE = /^(?:backbone\.(?:bottom_up\.)?(?=(?:stem|res[2-5])\.)|roi_heads\.(?=res5\.))/;
const PARTS = '(weight|bias|running_mean|running_var|num_batches_tracked)';

const layer = (res: string) => `layer${Number(res) - 1}`;
const level = (res: string) => Number(res) - 2;

const RULES: readonly NameRule[] = [
  [/^stem\.conv1\.weight$/, 'conv1.weight'],
  [new RegExp(`^stem\\.conv1\\.norm\\.${PARTS}$`), 'bn1.$1'],
  [/^(?:stem\.)?(?:fc|linear)\.(weight|bias)$/, 'fc.$1'],
  [
    /^res([2-5])\.(\d+)\.conv([123])\.weight$/,
    (res, block, conv) => `${layer(res)}.${block}.conv${conv}.weight`,
  ],
  [
    new RegExp(`^res([2-5])\\.(\\d+)\\.conv([123])\\.norm\\.${PARTS}$`),
    (res, block, conv, part) => `${layer(res)}.${block}.bn${conv}.${part}`,
  ],
  [
    /^res([2-5])\.(\d+)\.shortcut\.weight$/,
    (res, block) => `${layer(res)}.${block}.downsample.0.weight`,
  ],
  [
    new RegExp(`^res([2-5])\\.(\\d+)\\.shortcut\\.norm\\.${PARTS}$`),
    (res, block, part) => `${layer(res)}.${block}.downsample.1.${part}`,
  ],
  [
    /^backbone\.fpn_lateral([2-5])\.(weight|bias)$/,
    (res, part) => `fpn.inner_blocks.${level(res)}.0.${part}`,
  ],
  [
    /^backbone\.fpn_output([2-5])\.(weight|bias)$/,
    (res, part) => `fpn.layer_blocks.${level(res)}.0.${part}`,
  ],
  [/^proposal_generator\.rpn_head\.conv\.(weight|bias)$/, 'rpn.head.conv.0.0.$1'],
  [/^proposal_generator\.rpn_head\.objectness_logits\.(\w+)$/, 'rpn.head.cls_logits.$1'],
  [/^proposal_generator\.rpn_head\.anchor_deltas\.(\w+)$/, 'rpn.head.bbox_pred.$1'],
  [/^roi_heads\.box_head\.fc1\.(weight|bias)$/, 'roi_heads.box_head.fc6.$1'],
  [/^roi_heads\.box_head\.fc2\.(weight|bias)$/, 'roi_heads.box_head.fc7.$1'],
  [
    /^roi_heads\.box_predictor\.(cls_score|bbox_pred)\.(weight|bias)$/,
    'roi_heads.box_predictor.$1.$2',
  ],
  [
    /^roi_heads\.keypoint_head\.conv_fcn([1-8])\.(weight|bias)$/,
    (i, part) => `roi_heads.keypoint_head.${2 * (Number(i) - 1)}.${part}`,
  ],
  [
    /^roi_heads\.keypoint_head\.score_lowres\.(weight|bias)$/,
    'roi_heads.keypoint_predictor.kps_score_lowres.$1',
  ],
];

const REASONS: readonly (readonly [RegExp, string])[] = [
  [/^pixel_(mean|std)$/, 'describes the pixel format of the network'],
  [/anchor_generator/, 'anchors are computed'],
  [/^roi_heads\.mask_head\./, 'mask branch'],
];

/**
 * Maps detectron2's names to torchvision's, with classes, boxes and anchors in torchvision's order. Files that
 * detectron2 took over from Detectron have Detectron's names, and are read by its map.
 */
export function mapDetectron2(file: TensorFile): Mapped {
  if (file.names.includes('conv1_w')) return mapDetectron(file);
  const recipes: Recipe[] = [];
  const unused: Unused[] = [];
  for (const name of file.names) {
    const target = applyRules(RULES, name.replace(WHERE, ''));
    if (target === null) unused.push({ name, why: reasonOf(REASONS, name) });
    else recipes.push(rename(target, name, file.info(name)));
  }
  return { recipes: withStatistics(recipes.map(inTorchvisionOrder)), unused };
}

function inTorchvisionOrder(recipe: Recipe): Recipe {
  const { name } = recipe;
  if (name.startsWith('roi_heads.box_predictor.cls_score.')) return backgroundFirst(recipe);
  if (name.startsWith('roi_heads.box_predictor.bbox_pred.')) return withBackgroundBox(recipe);
  if (name.startsWith('rpn.head.cls_logits.')) return anchorsByRatio(recipe, 1);
  return name.startsWith('rpn.head.bbox_pred.') ? anchorsByRatio(recipe, 4) : recipe;
}
