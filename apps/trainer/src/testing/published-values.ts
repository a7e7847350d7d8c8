/** A value of a published config and where it comes from; docs/PAPER.md shows the same rows. */
export interface PublishedValue {
  /** `stages[n]` means each of the stages. */
  readonly field: string;
  /** JSON data. */
  readonly value: unknown;
  /** Quotations from the paper are in quotation marks. */
  readonly source: string;
}

export const row = (field: string, value: unknown, source: string): PublishedValue => ({
  field,
  value,
  source,
});

const RESNET = '“Faster R-CNN (Ren et al. 2015) built on ResNet-101”';
const FROZEN = '“the Region Proposal Network (RPN) is frozen and does not share features”';
const BRANCH = '“8 convolution layers followed by 2 upsample layers (deconv, interp, conv)”';
const CHANNELS = '“sequential 3×3 512-d convolution layers”';
const OUTPUT =
  '“the final convolution layer which projects 512 channels of feature maps into K masks”';
const FULLY = '“two 1024-d fully connected layers followed by dropout layers”';
const END_TO_END = '“fully differentiable and therefore can be end-to-end trainable”';
const SGD = '“The weight decay is 0.0001 and the momentum is 0.9. We use synchronized SGD”';
const SCHEDULE = '“10k iterations with a learning rate of 0.001 and an additional 3k iterations”';
const NOT_THERE = 'not in the paper';
const BASELINE = "silent; Detectron's baselines";
const WORKERS = '“8 GPUs, with each GPU hosting 1 image”';
const PLAIN = 'the paper scales nothing';

/** A keypoint block at a field. */
const keypointBlock = (at: string): PublishedValue[] => [
  row(`${at}.convs`, 8, BRANCH),
  row(`${at}.channels`, 512, CHANNELS),
  row(`${at}.deconvChannels`, 512, OUTPUT),
  row(`${at}.outputKernel`, 1, "silent; Detectron's output convolution"),
  row(`${at}.groups`, 0, 'no normalisation in the paper or in Detectron'),
  row(
    `${at}.coarse`,
    'softmax',
    "the paper does not say how P_out joins a map of P_mid's size; probabilities",
  ),
  row(`${at}.coarseScale`, 1, PLAIN),
  row(`${at}.jointScale`, 1, PLAIN),
];

const heads: readonly PublishedValue[] = [
  row('initialPose.kind', 'keypoint-block', 'ADR 1: the same block on F'),
  ...keypointBlock('initialPose'),
  row('initialPose.lambda', 1, 'ADR 1: as λ_pose'),
  row('stages[n].hoi.kind', 'explicit', '“encode the human pose features as input of HOI” (Eq. 1)'),
  row('stages[n].hoi.width', 1024, FULLY),
  row('stages[n].hoi.layers', 2, FULLY),
  row('stages[n].hoi.dropout', 0.5, `${FULLY}; the rate is Fast R-CNN's`),
  row('stages[n].hoi.layerNorm', false, NOT_THERE),
  row('stages[n].hoi.standardize', false, NOT_THERE),
  row('stages[n].hoi.residual', false, NOT_THERE),
  row('stages[n].hoi.joints', false, NOT_THERE),
  row('stages[n].hoi.pairs', false, NOT_THERE),
  row('stages[n].hoi.pairWeight', 4, 'not used: `pairs` is off'),
  row('stages[n].hoi.actionLoss', 'mean', 'silent; with lambdaHoi 2, InteractNet’s'),
  row('stages[n].hoi.targetWeight', 0.5, 'silent; with lambdaHoi 2 it is 1, as in InteractNet'),
  row('stages[n].hoi.beta', 1, "“smooth L1 loss”; Fast R-CNN's"),
  row('stages[n].hoi.baseRate', 0.5, 'silent; biases start at 0 in Detectron'),
  row('stages[n].pose.kind', 'hoi-guided', '“the modulated features p” (Eq. 5)'),
  ...keypointBlock('stages[n].pose'),
  row('stages[n].pose.skip', false, NOT_THERE),
  row('stages[n].mask.kind', 'fc-sigmoid', 'Eq. 4'),
  row('stages[n].mask.scale', 1, 'Eq. 4: a sigmoid, not scaled'),
  row('stages[n].mask.deviation', 0.01, "silent; Detectron's output layers"),
  row('stages[n].lambdaHoi', 2, 'Eq. 6 without values; InteractNet: 2 for actions, 1 for targets'),
  row('stages[n].lambdaPose', 1, 'Eq. 6 without values; Detectron: 1'),
  row('stages[n].poseToHoiGradient', 1, END_TO_END),
  row('stages[n].hoiToPoseGradient', 1, END_TO_END),
  row('stages[n].recompute', false, 'changes memory and time, not what is computed'),
  row('shareStages', false, 'Eq. 6 and Fig. 2b unfold the loop'),
];

/** Every value of `published-vcoco` that decides what it computes. */
export const PUBLISHED_VCOCO: readonly PublishedValue[] = [
  row('seed', 0, 'silent'),
  row('dataset.kind', 'vcoco', '“we train on the V-COCO trainval (5k images) split”'),
  row('dataset.train', 'trainval', '“we train on the V-COCO trainval (5k images) split”'),
  row('dataset.skipBad', false, 'nothing is left out'),
  row('detector.kind', 'faster-rcnn', RESNET),
  row('detector.backbone', 'resnet-c4', '“we do not use the Feature Pyramid Network (FPN)”'),
  row('detector.depth', 101, RESNET),
  row('detector.classes', 'coco-80', '“a Faster R-CNN model pre-trained on MSCOCO”'),
  row('detector.output', 'proposals', FROZEN),
  row('detector.input.shortSide', 800, BASELINE),
  row('detector.input.longSide', 1333, BASELINE),
  row('detector.proposals.beforeNms', 6000, `${BASELINE} for C4`),
  row('detector.proposals.afterNms', 1000, `${BASELINE} for C4`),
  row('detector.proposals.iou', 0.7, BASELINE),
  row('detector.scoreThreshold', 0.05, 'not used: only its proposals are'),
  row('detector.nms', 0.3, 'not used'),
  row('detector.maxDetections', 100, 'not used'),
  row('frozen', ['rpn'], FROZEN),
  row('input.shortSide', 600, "silent; Faster R-CNN's and Detectron's"),
  row('input.longSide', 1000, "silent; Faster R-CNN's and Detectron's"),
  row('input.upscale', true, 'as Detectron'),
  row('stem.kind', 'resnet-c4', RESNET),
  row('stem.depth', 101, RESNET),
  row('stem.frozenStages', 2, 'silent; Detectron: FREEZE_AT 2'),
  row('stem.recompute', true, 'changes memory and time, not what is computed'),
  row('roi.side', 7, '“We extract 7 × 7 features from region proposals by ROIAlign”'),
  row('roi.aligned', false, 'RoIAlign as Detectron had it in 2018'),
  row('roi.context', null, NOT_THERE),
  ...heads,
  row('objectBranch.kind', 'layer4', '“3 residual blocks followed by specific output layers”'),
  row('objectBranch.aligned', false, 'RoIAlign as Detectron had it in 2018'),
  row('objectBranch.beta', 1, "Fast R-CNN's and Detectron's smooth L1"),
  row('objectBranch.lambda', 1, 'Eq. 6: L_det has no factor'),
  row('detection.score', 0.05, 'silent; InteractNet and Detectron'),
  row('detection.iou', 0.3, 'silent; InteractNet and Detectron'),
  row('detection.limit', 100, 'silent; Detectron'),
  row('detection.voting', null, 'silent; off in Detectron'),
  row('sampling.images', 8, WORKERS),
  row('sampling.accumulate', 8, WORKERS),
  row('sampling.people', 128, 'silent; InteractNet: at most 16 an image'),
  row('sampling.proposals', 512, 'silent; InteractNet and Detectron: 64 an image'),
  row('sampling.foreground', 0.25, 'silent; Fast R-CNN, InteractNet and Detectron'),
  row('sampling.objects', 16, 'not used: no module reads objects'),
  row('sampling.negativePeople', false, 'not used: no stem reads layouts'),
  row('sampling.negativePairs', null, 'not used: no stem reads layouts'),
  row('sampling.hiddenKeypoints', false, '“the invisible keypoints will not cause loss”'),
  row('augment.flip', 0.5, 'silent; Detectron: USE_FLIPPED'),
  row('augment.channelShuffle', 0, NOT_THERE),
  row('augment.brightness', [1, 1], NOT_THERE),
  row('optimizer.kind', 'sgd', SGD),
  row('optimizer.momentum', 0.9, SGD),
  row('optimizer.weightDecay', 1e-4, SGD),
  row('optimizer.nesterov', false, NOT_THERE),
  row('optimizer.decay', 'weights', 'silent; biases do not decay in Detectron'),
  row('schedule.learningRate', 0.001, SCHEDULE),
  row('schedule.warmupSteps', 0, `${SCHEDULE}: from the first on`),
  row('schedule.milestones', [10_000], SCHEDULE),
  row('schedule.factor', 0.1, '“with a learning rate of 0.0001”'),
  row('schedule.cosine', null, 'not used: the rate drops in steps'),
  row('training.steps', 13_000, SCHEDULE),
  row('training.clipNorm', null, 'neither in the paper nor in Detectron'),
  row('targetChoice.sigma', 0.3, '“we set it to 0.3 in the experiment”'),
  row('targetChoice.weighByScore', false, 'Eq. 3 has no score'),
  row('targetChoice.knownClasses', false, 'Eq. 3 has no classes'),
  row('targetChoice.unseenScore', 0.05, 'silent; the least score of a detection'),
  row('targetChoice.detectionPower', 1, 'not used: no module scores pairs'),
  row('targetChoice.agentScore', 'best-pair', 'not used: no module scores pairs'),
  row('decoding.window', 3, 'silent; ours'),
  row('decoding.nms', null, NOT_THERE),
];

/** The differing values of `published-hico-pretrain`; `undefined` for a field that it does not have. */
export const PUBLISHED_HICO_PRETRAIN: readonly PublishedValue[] = [
  row('dataset.kind', 'hico', '“∼38k for training and ∼9k for testing”'),
  row('dataset.train', undefined, 'of V-COCO'),
  row('dataset.mergeIou', 0.7, 'silent; ADR 13'),
  row('dataset.keepUnlocated', false, 'silent; ADR 13'),
  row('dataset.validationShare', 0, '“∼38k for training and ∼9k for testing”'),
  row('detector.backbone', 'resnet-fpn', '“a ResNet50-FPN object detector pre-trained on COCO”'),
  row('detector.depth', 50, '“a ResNet50-FPN object detector pre-trained on COCO”'),
  row('detector.classes', 'coco-91', "torchvision's order of COCO's classes"),
  row('detector.output', 'detections', '“the object detection branch is kept frozen”'),
  row('detector.proposals.beforeNms', 1000, `${BASELINE} for FPN`),
  row('detector.scoreThreshold', 0.05, 'as detection.score'),
  row('detector.nms', 0.3, 'as detection.iou'),
  row('detector.maxDetections', 100, 'as detection.limit'),
  row('frozen', ['rpn', 'objectBranch'], '“the object detection branch is kept frozen”'),
  row('initialPose.lambda', 0, '“remove the keypoint loss”'),
  row('stages[n].lambdaPose', 0, '“remove the keypoint loss”'),
  row('objectBranch', null, '“the object detection branch is kept frozen”: the detector’s'),
  row('objectBranch.kind', undefined, 'there is none'),
  row('objectBranch.aligned', undefined, 'there is none'),
  row('objectBranch.beta', undefined, 'there is none'),
  row('objectBranch.lambda', undefined, 'there is none'),
];

/** The values of `published-hico-annotated` that differ from `published-hico-pretrain`. */
export const PUBLISHED_HICO_ANNOTATED: readonly PublishedValue[] = [
  row('initialPose.lambda', 1, '“take the keypoints detection results as annotations”'),
  row('stages[n].lambdaPose', 1, '“take the keypoints detection results as annotations”'),
];

/** Fields of an experiment that no paper states: file paths, logging and checkpoints, metrics, and unused fields. */
export const UNPUBLISHED_FIELDS: readonly string[] = [
  'name',
  'dataset.root',
  // Unused: the number of steps is given.
  'fit',
  'detector.weights',
  // Unused, since the detector's weights are given.
  'detectorTraining',
  'init',
  'poses',
  'poseDetector',
  'plugins',
  'evaluation',
  'training.checkpointEvery',
  'training.keepCheckpoints',
  'training.logEvery',
  'training.validateEvery',
  'training.validationImages',
  'training.compareWeightsEvery',
];
