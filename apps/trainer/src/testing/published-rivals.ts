import {
  PUBLISHED_HICO_PRETRAIN,
  PUBLISHED_VCOCO,
  type PublishedValue,
  row,
} from './published-values';

/** Rows that remove every field of `published-vcoco` below a field, but for those of `kept`. */
function without(at: string, source: string, kept: readonly string[] = []): PublishedValue[] {
  return PUBLISHED_VCOCO.filter(({ field }) => field.startsWith(`${at}.`))
    .filter(({ field }) => !kept.includes(field.slice(at.length + 1)))
    .map(({ field }) => row(field, undefined, source));
}

/** Rows of a part that is left out, and of what it would have. */
const absent = (at: string, why: string): PublishedValue[] => [
  row(at, null, why),
  ...without(at, 'there is none'),
];

const withoutMask: readonly PublishedValue[] = [
  row('stages[n].mask.kind', 'none', 'nothing to mask'),
  ...without('stages[n].mask', 'there is none', ['kind']),
];

const TRUNK = ['kind', 'width', 'layers', 'dropout', 'layerNorm', 'standardize', 'actionLoss'];

const withoutPose: readonly PublishedValue[] = [
  ...absent('initialPose', 'no pose'),
  ...absent('stages[n].pose', 'no pose'),
  ...withoutMask,
];

/** The values of `published-interactnet` that differ from `published-vcoco`, or have another source. */
export const PUBLISHED_INTERACTNET: readonly PublishedValue[] = [
  ...withoutPose,
  row('stages[n].hoi.kind', 'interactnet', 'Gkioxari et al. 2018'),
  row('stages[n].hoi.width', 1024, 'InteractNet: two 1024-d layers'),
  row('stages[n].hoi.layers', 2, 'InteractNet: two 1024-d layers'),
  row('stages[n].hoi.dropout', 0, 'InteractNet mentions none'),
  row('stages[n].hoi.actionLoss', 'mean', 'silent; as `published-vcoco`'),
  row('stages[n].hoi.actionWeight', 2, "InteractNet: people's actions weigh 2"),
  row('stages[n].hoi.targetWeight', 1, 'InteractNet: all other losses weigh 1'),
  row('stages[n].hoi.pairWeight', 1, 'InteractNet: all other losses weigh 1'),
  row('stages[n].hoi.beta', 1, "InteractNet: smooth L1; Fast R-CNN's"),
  ...without('stages[n].hoi', 'there is none', [
    ...TRUNK,
    'targetWeight',
    'pairWeight',
    'beta',
    'baseRate',
  ]),
  row('stages[n].lambdaHoi', 1, 'the weights are in `hoi`'),
  row('sampling.objects', 16, 'silent; the foreground share of its 64 boxes'),
  row('targetChoice.weighByScore', true, 'InteractNet: the largest s_o · s_a · g'),
  row('targetChoice.knownClasses', false, 'InteractNet restricts no classes'),
  row('targetChoice.agentScore', 'person', 'silent; s_h · s_a of the human-centric branch'),
];

/** The values of `published-gupta-malik` that differ from `published-vcoco`, or have another source. */
export const PUBLISHED_GUPTA_MALIK: readonly PublishedValue[] = [
  ...withoutPose,
  row('stages[n].hoi.kind', 'gupta-malik', 'Gupta & Malik 2015, Model C'),
  row('stages[n].hoi.width', 1024, "silent; InteractNet's human-centric branch"),
  row('stages[n].hoi.layers', 2, "silent; InteractNet's human-centric branch"),
  row('stages[n].hoi.dropout', 0, "silent; InteractNet's human-centric branch"),
  row('stages[n].hoi.actionLoss', 'mean', 'silent; as `published-vcoco`'),
  ...without('stages[n].hoi', 'there is none', [...TRUNK, 'baseRate']),
  row('stages[n].lambdaHoi', 2, "silent; InteractNet's weight of people's actions"),
  row('targetChoice.sigma', 0.3, 'not used: deviations of the training split'),
  row('targetChoice.weighByScore', true, 'Model C: score times density'),
  row('targetChoice.knownClasses', true, "Model C: detections of the action's classes"),
];

/** The data and the detector of HICO-DET; there is no keypoint loss to be removed. */
const onHico = PUBLISHED_HICO_PRETRAIN.filter(({ field }) => !/Pose/.test(field));

/** The values of `published-hico-interactnet` that differ from `published-interactnet`. */
export const PUBLISHED_HICO_INTERACTNET: readonly PublishedValue[] = [
  ...onHico,
  row('targetChoice.knownClasses', true, 'ADR 13: a class of the list of interactions'),
];

/** The values of `published-hico-gupta-malik` that differ from `published-gupta-malik`. */
export const PUBLISHED_HICO_GUPTA_MALIK: readonly PublishedValue[] = onHico;

/** The values of `published-mask-rcnn` that differ from `published-vcoco`, or have another source. */
export const PUBLISHED_MASK_RCNN: readonly PublishedValue[] = [
  row('roi.side', 14, 'Mask R-CNN: 14 × 14 cells for its mask and keypoint heads'),
  row('initialPose.kind', 'keypoint-block', "Mask R-CNN's keypoint branch"),
  row('initialPose.convs', 8, 'Mask R-CNN: eight convolutions'),
  row('initialPose.channels', 512, 'Mask R-CNN: 3×3 512-d'),
  row('initialPose.deconvChannels', 512, 'not used: the deconvolution is the output layer'),
  row('initialPose.outputKernel', 0, 'Mask R-CNN: a deconv layer and 2× bilinear upscaling'),
  row('initialPose.lambda', 1, "silent; Detectron's weight of the keypoint loss"),
  ...absent('stages[n].hoi', 'no HOI recognition'),
  ...absent('stages[n].pose', 'no stage after the branch'),
  ...withoutMask,
];
