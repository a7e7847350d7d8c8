import type { AttentionMask } from '../contracts/attention-mask';
import type { Dataset } from '../contracts/dataset';
import type { Detector, DetectorTraits } from '../contracts/detector';
import type { HoiGuidedPose } from '../contracts/hoi-guided-pose';
import type { InitialPose, InitialPoseTraits } from '../contracts/initial-pose';
import type { ObjectBranch } from '../contracts/object-branch';
import type { PoseAnnotator } from '../contracts/pose-annotator';
import type { PoseAwareHoi } from '../contracts/pose-aware-hoi';
import type { Stem } from '../contracts/stem';
import { pluginSlot } from './plugin';
import type {
  DatasetContext,
  DetectorContext,
  HoiContext,
  InitialPoseContext,
  MaskContext,
  ObjectBranchContext,
  PoseAnnotatorContext,
  PoseContext,
  StemContext,
} from './slot-contexts';

/**
 * Stems, chosen by `stem` of a config.
 *
 * @example
 * import { definePlugin, STEMS } from '@turbo-hoi/core';
 * import * as tf from '@tensorflow/tfjs';
 * import { z } from 'zod';
 *
 * // The mean colour of every block of pixels: nothing to learn.
 * export default definePlugin(STEMS, {
 *   kind: 'mean-colour',
 *   schema: z.strictObject({ stride: z.int().positive().default(8) }),
 *   create: ({ stride }) => ({
 *     channels: 3,
 *     stride,
 *     features: (images) => tf.avgPool(tf.div<tf.Tensor4D>(images, 255), stride, stride, 'valid'),
 *   }),
 * });
 */
export const STEMS = pluginSlot<Stem, StemContext>('stem');

/**
 * Detectors, chosen by `detector` of an experiment.
 *
 * @example
 * import { definePlugin, DETECTORS } from '@turbo-hoi/core';
 * import { z } from 'zod';
 *
 * // One person who fills the image.
 * export default definePlugin(DETECTORS, {
 *   kind: 'portrait',
 *   schema: z.strictObject({ score: z.number().default(0.9) }),
 *   create: ({ score }) => ({
 *     cacheKey: `portrait ${score}`,
 *     propose: async ({ image }) => ({
 *       boxes: Float32Array.of(0, 0, image.width, image.height),
 *       scores: Float32Array.of(score),
 *       classes: Int32Array.of(0),
 *     }),
 *   }),
 * });
 */
export const DETECTORS = pluginSlot<Detector, DetectorContext, DetectorTraits>('detector');

/**
 * Data sets, chosen by `dataset` of an experiment.
 *
 * @example
 * import { actionVocabulary, COCO_KEYPOINTS, DATASETS, definePlugin } from '@turbo-hoi/core';
 * import { z } from 'zod';
 *
 * // One grey image of a person who stands.
 * export default definePlugin(DATASETS, {
 *   kind: 'grey',
 *   schema: z.strictObject({ side: z.int().positive().default(32) }),
 *   create: ({ side }) => {
 *     const person = {
 *       annotationId: 1,
 *       box: [4, 2, side - 4, side - 2] as const,
 *       area: (side - 8) * (side - 4),
 *       keypoints: null,
 *       interactions: [{ column: 0, object: null }],
 *     };
 *     const known = { imageId: 1, width: side, height: side, people: [person], objects: [] };
 *     const data = new Uint8Array(3 * side * side).fill(128);
 *     const split = {
 *       size: 1,
 *       annotations: async () => known,
 *       sample: async () => ({ ...known, image: { data, width: side, height: side } }),
 *     };
 *     return {
 *       info: {
 *         name: 'grey',
 *         actions: actionVocabulary([{ name: 'stand', roles: [] }]),
 *         keypoints: COCO_KEYPOINTS,
 *         objectClasses: ['person'],
 *       },
 *       split: () => split,
 *     };
 *   },
 * });
 */
export const DATASETS = pluginSlot<Dataset | Promise<Dataset>, DatasetContext>('dataset');

/**
 * Stage 0's pose modules, chosen by `initialPose` of a config.
 *
 * @example
 * import { definePlugin, INITIAL_POSES } from '@turbo-hoi/core';
 * import { Conv2d, heatmapCrossEntropy, upsample2x } from '@turbo-hoi/nn';
 * import { poseFeatures } from '@turbo-hoi/pose-module';
 * import { z } from 'zod';
 *
 * // Heatmaps of two 1×1 convolutions, at twice the side of F.
 * export default definePlugin(INITIAL_POSES, {
 *   kind: 'two-convs',
 *   schema: z.strictObject({ channels: z.int().positive().default(4) }),
 *   create: ({ channels }, { parameters, dims }) => {
 *     const mid = new Conv2d(parameters.scope('mid'), { in: dims.roiChannels, out: channels, kernel: 1 });
 *     const out = new Conv2d(parameters.scope('out'), { in: channels, out: dims.keypoints, kernel: 1 });
 *     return {
 *       channels,
 *       heatmapSide: 2 * dims.side,
 *       forward: ({ roi }) => {
 *         const hidden = mid.forward(roi);
 *         return poseFeatures(hidden, upsample2x(out.forward(hidden)));
 *       },
 *       loss: ({ logits }, { cells, visible }) => [
 *         { name: 'pose', value: heatmapCrossEntropy(logits, cells, visible) },
 *       ],
 *     };
 *   },
 * });
 */
export const INITIAL_POSES = pluginSlot<InitialPose, InitialPoseContext, InitialPoseTraits>(
  'initial pose',
);

/**
 * HOI modules, chosen by `stages[n].hoi` of a config.
 *
 * @example
 * import { definePlugin, HOI_MODULES, paperOutputs } from '@turbo-hoi/core';
 * import { binaryCrossEntropy, hoiFeatures, Linear, normal } from '@turbo-hoi/nn';
 * import * as tf from '@tensorflow/tfjs';
 * import { z } from 'zod';
 *
 * // Actions and offsets from the mean of F.
 * export default definePlugin(HOI_MODULES, {
 *   kind: 'mean-of-f',
 *   schema: z.strictObject({}),
 *   create: (_, { parameters, dims }) => {
 *     const outputs = paperOutputs(dims.actions);
 *     const [actions, offsets] = outputs.map(
 *       ({ name, width }) =>
 *         new Linear(parameters.scope(name), { in: dims.roiChannels, out: width, initializer: normal(0.01) }),
 *     );
 *     return {
 *       width: dims.roiChannels,
 *       outputs,
 *       forward: ({ roi }) => {
 *         const mid = tf.mean<tf.Tensor2D>(roi, [1, 2]);
 *         const out = { actions: actions.forward(mid), offsets: offsets.forward(mid) };
 *         return hoiFeatures(outputs, { mid, out });
 *       },
 *       loss: ({ out }, { labels, annotated }) => [
 *         { name: 'action', value: binaryCrossEntropy(out.actions, labels, annotated) },
 *       ],
 *     };
 *   },
 * });
 */
export const HOI_MODULES = pluginSlot<PoseAwareHoi, HoiContext>('HOI module');

/**
 * Pose modules, chosen by `stages[n].pose` of a config.
 *
 * @example
 * import { definePlugin, POSE_MODULES } from '@turbo-hoi/core';
 * import * as tf from '@tensorflow/tfjs';
 * import { z } from 'zod';
 *
 * // Keeps the heatmaps of the stage before; masks P_mid alone, for the next stage's HOI module.
 * export default definePlugin(POSE_MODULES, {
 *   kind: 'mask-only',
 *   schema: z.strictObject({}),
 *   create: (_, { dims, mask }) => ({
 *     channels: dims.previousPoseChannels,
 *     heatmapSide: dims.previousHeatmapSide,
 *     forward: ({ pose, hoi, roi, fields }, context) => {
 *       const attention = hoi && mask ? mask.attend({ hoi, roi, pose, fields }, context) : null;
 *       if (!attention) return { features: pose, attention };
 *       const one = tf.mean<tf.Tensor4D>(attention, 3, true);
 *       return { features: { ...pose, mid: tf.mul<tf.Tensor4D>(pose.mid, one) }, attention: one };
 *     },
 *     loss: () => [],
 *   }),
 * });
 */
export const POSE_MODULES = pluginSlot<HoiGuidedPose, PoseContext>('pose module');

/**
 * Attention masks, chosen by `stages[n].mask` of a config.
 *
 * @example
 * import { ATTENTION_MASKS, definePlugin } from '@turbo-hoi/core';
 * import { Conv2d } from '@turbo-hoi/nn';
 * import * as tf from '@tensorflow/tfjs';
 * import { z } from 'zod';
 *
 * // One weight a cell, from F alone.
 * export default definePlugin(ATTENTION_MASKS, {
 *   kind: 'from-f',
 *   schema: z.strictObject({ kernel: z.literal([1, 3]).default(1) }),
 *   create: ({ kernel }, { parameters, dims }) => {
 *     const conv = new Conv2d(parameters.scope('conv'), { in: dims.roiChannels, out: 1, kernel });
 *     return { attend: ({ roi }) => tf.sigmoid(conv.forward(roi)) };
 *   },
 * });
 */
export const ATTENTION_MASKS = pluginSlot<AttentionMask, MaskContext>('attention mask');

/**
 * Object branches, chosen by `objectBranch` of a config.
 *
 * @example
 * import { definePlugin, OBJECT_BRANCHES } from '@turbo-hoi/core';
 * import { boxRegressionLoss, Linear, normal, softmaxCrossEntropy } from '@turbo-hoi/nn';
 * import * as tf from '@tensorflow/tfjs';
 * import { z } from 'zod';
 *
 * // Two linear layers on the mean of a region.
 * export default definePlugin(OBJECT_BRANCHES, {
 *   kind: 'linear',
 *   schema: z.strictObject({}),
 *   create: (_, { parameters, channels, classes }) => {
 *     const layer = (name: string, out: number) =>
 *       new Linear(parameters.scope(name), { in: channels, out, initializer: normal(0.01) });
 *     const [score, box] = [layer('cls_score', 1 + classes), layer('bbox_pred', 4 * classes)];
 *     return {
 *       forward: (roi) => {
 *         const mean = tf.mean<tf.Tensor2D>(roi, [1, 2]);
 *         return { classLogits: score.forward(mean), deltas: box.forward(mean) };
 *       },
 *       loss: ({ classLogits, deltas }, targets) => [
 *         { name: 'class', value: softmaxCrossEntropy(classLogits, targets.classes, targets.valid) },
 *         {
 *           name: 'box',
 *           value: boxRegressionLoss(deltas, targets.deltas, targets.classes, targets.valid, 1),
 *         },
 *       ],
 *     };
 *   },
 * });
 */
export const OBJECT_BRANCHES = pluginSlot<ObjectBranch, ObjectBranchContext>('object branch');

/**
 * Pose annotators, chosen by `--pose` of `annotate` and `predict`.
 *
 * @example
 * import { COCO_KEYPOINTS, definePlugin, POSE_ANNOTATORS } from '@turbo-hoi/core';
 * import { z } from 'zod';
 *
 * // Every joint in the middle of its person's box, with little confidence.
 * export default definePlugin(POSE_ANNOTATORS, {
 *   kind: 'middle',
 *   schema: z.strictObject({}),
 *   create: () => ({
 *     annotate: async ({ people }) =>
 *       (people ?? []).map((box) => {
 *         const middle = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2, 0.1];
 *         const keypoints = Float32Array.from(COCO_KEYPOINTS.names.flatMap(() => middle));
 *         return { box, score: 0.1, keypoints };
 *       }),
 *   }),
 * });
 */
export const POSE_ANNOTATORS = pluginSlot<
  PoseAnnotator | Promise<PoseAnnotator>,
  PoseAnnotatorContext
>('pose annotator');
