import {
  actionVocabulary,
  COCO_KEYPOINTS,
  createRng,
  type DatasetInfo,
  type HoiTargets,
  type PoseTargets,
} from '@turbo-hoi/core';
import { toRois } from '@turbo-hoi/nn';
import * as tf from '@tensorflow/tfjs';
import type { ModelInput, StageInput } from '../config/model-config';
import type { ModelBatch } from '../model/model-batch';
import type { TurboModel } from '../model/turbo-model';
import { TurboPipeline } from '../pipeline/turbo-pipeline';
import { modelContainer } from './tiny';

/** A data set of three actions (four columns), 17 keypoints and three classes, as tools/golden/pair_context.py has it. */
export const layoutDataset: DatasetInfo = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
    { name: 'look', roles: ['obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'ball', 'racket'],
  targetClasses: [[], [2], [1], [0, 1]],
};

/** A stage of a few thousand parameters. */
export function layoutStage(changes: StageInput = {}): StageInput {
  return {
    hoi: {
      kind: 'pair-context',
      width: 10,
      pairWidth: 9,
      classWidth: 5,
      heads: 2,
      dropout: 0,
    },
    mask: { kind: 'channel' },
    pose: { kind: 'skeleton', channels: 6, hidden: 10, dropout: 0 },
    lambdaHoi: 1.5,
    lambdaPose: 0.5,
    poseToHoiGradient: 1,
    hoiToPoseGradient: 1,
    ...changes,
  };
}

/** Two stages of {@link layoutStage}. */
export const layoutConfig: ModelInput = {
  stem: { kind: 'layout', channels: 8, classWidth: 4, hidden: 12 },
  initialPose: { kind: 'skeleton', channels: 6 },
  stages: [layoutStage(), layoutStage()],
  objectBranch: null,
};

export function layoutModel(
  config: ModelInput = layoutConfig,
  dataset = layoutDataset,
): TurboModel {
  const container = modelContainer();
  return new TurboPipeline({ container, config, dataset, rng: createRng(0) }).build();
}

/** The detections of a batch in typed arrays and plain lists, row by row. */
export interface LayoutScene {
  readonly perImage: readonly number[];
  /** [4O] xyxy. */
  readonly boxes: Float32Array;
  readonly classes: readonly number[];
  readonly scores: Float32Array;
  /** [O·3K]. */
  readonly keypoints: Float32Array;
  readonly sizes: readonly (readonly number[])[];
  /** Row of detections that is the person, for each row of people. */
  readonly own: readonly number[];
  readonly pairs: {
    readonly person: readonly number[];
    readonly object: readonly number[];
    readonly valid?: readonly number[];
  };
}

/** Inputs of a model's stages. */
export function layoutInput(scene: LayoutScene) {
  const { perImage, boxes, classes, own, pairs } = scene;
  const imageIndex = Int32Array.from(perImage.flatMap((count, image) => Array(count).fill(image)));
  const images = perImage.length;
  const keypoints = layoutDataset.keypoints.names.length;
  const ints = (values: readonly number[]) => tf.tensor1d([...values], 'int32');
  return {
    images: tf.zeros<tf.Rank.R4>([images, 1, 1, 3]),
    people: toRois(
      Float32Array.from(own.flatMap((row) => [...boxes.subarray(4 * row, 4 * row + 4)])),
      Int32Array.from(own, (row) => imageIndex[row]),
      images,
    ),
    objects: {
      rois: toRois(boxes, imageIndex, images),
      classes: ints(classes),
      scores: tf.tensor1d(scene.scores),
      keypoints: tf.tensor3d(scene.keypoints, [classes.length, keypoints, 3]),
    },
    layout: {
      sizes: tf.tensor2d(
        scene.sizes.flatMap((size) => [...size]),
        [images, 2],
      ),
      own: ints(own),
      host: () => ({
        boxes,
        classes: Int32Array.from(classes),
        scores: scene.scores,
        sizes: Float32Array.from(scene.sizes.flat()),
        own: Int32Array.from(own),
        person: Int32Array.from(pairs.person),
        object: Int32Array.from(pairs.object),
      }),
    },
    pairs: {
      person: ints(pairs.person),
      object: ints(pairs.object),
      valid: pairs.valid ? tf.tensor1d([...pairs.valid]) : null,
    },
  };
}

/** A batch with the given targets and no proposals. */
export function layoutBatch(
  scene: LayoutScene,
  targets: { readonly hoi: HoiTargets; readonly pose: PoseTargets },
): ModelBatch {
  return {
    ...layoutInput(scene),
    ...targets,
    valid: tf.ones([scene.own.length]),
    proposals: toRois(new Float32Array(0), new Int32Array(0), scene.perImage.length),
    detection: {
      classes: tf.tensor1d([], 'int32'),
      valid: tf.tensor1d([]),
      deltas: tf.zeros([0, 4]),
    },
  };
}
