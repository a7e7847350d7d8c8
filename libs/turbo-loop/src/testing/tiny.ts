import { actionVocabulary, COCO_KEYPOINTS, createRng, type DatasetInfo } from '@turbo-hoi/core';
import * as tf from '@tensorflow/tfjs';
import { Container } from 'inversify';
import type { ModelInput } from '../config/model-config';
import type { ModelBatch } from '../model/model-batch';
import { modelModules } from '../turbo-loop.module';

/** A data set of three actions (four columns), 17 keypoints and three classes. */
export const tinyDataset: DatasetInfo = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
    { name: 'look', roles: ['obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'ball', 'racket'],
};

const block = { convs: 1, channels: 8, deconvChannels: 4, groups: 2 };

/** A model of a few thousand parameters on regions of 3×3 cells. */
export const tinyConfig: ModelInput = {
  stem: { kind: 'small', widths: [4, 4, 8], blocks: [0, 1], channels: 8, groups: 2 },
  roi: { side: 3, context: { channels: 2 } },
  initialPose: block,
  objectBranch: { groups: 2 },
  stages: [tinyStage(), tinyStage()],
};

export function tinyStage() {
  return {
    hoi: { kind: 'explicit', width: 6, dropout: 0 },
    pose: { kind: 'hoi-guided', ...block },
  };
}

export function modelContainer(): Container {
  const container = new Container();
  container.load(...modelModules);
  return container;
}

/** Two images, three rows of people, the last of them padding, four proposals. */
export function tinyBatch(side = 3, seed = 1): ModelBatch {
  const rng = createRng(seed);
  const [columns, keypoints] = [tinyDataset.actions.columns.length, 17];
  const fill = (length: number, draw: () => number) => Array.from({ length }, draw);
  const boxes = [
    [4, 2, 20, 30],
    [10, 4, 31, 28],
    [0, 0, 1, 1],
  ];
  const imageIndex = tf.tensor1d([0, 1, 0], 'int32');
  return {
    images: tf.tensor4d(
      fill(2 * 32 * 32 * 3, () => rng.uniform(0, 255)),
      [2, 32, 32, 3],
    ),
    people: { boxes: tf.tensor2d(boxes), imageIndex },
    valid: tf.tensor1d([1, 1, 0]),
    hoi: {
      labels: tf.tensor2d(
        fill(3 * columns, () => rng.int(2)),
        [3, columns],
      ),
      annotated: tf.tensor1d([1, 1, 0]),
      offsets: tf.tensor2d(
        fill(3 * 4 * columns, () => rng.normal()),
        [3, 4 * columns],
      ),
      located: tf.tensor2d([0, 1, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0], [3, columns]),
    },
    pose: {
      cells: tf.tensor2d(
        fill(3 * keypoints, () => rng.int(16 * side * side)),
        [3, keypoints],
        'int32',
      ),
      visible: tf.tensor2d(
        fill(3 * keypoints, () => 1).map((one, i) => (i < 34 ? one : 0)),
        [3, keypoints],
      ),
    },
    proposals: {
      boxes: tf.tensor2d([...boxes, [8, 8, 24, 24]]),
      imageIndex: tf.tensor1d([0, 1, 0, 1], 'int32'),
    },
    detection: {
      classes: tf.tensor1d([1, 2, 0, 3], 'int32'),
      valid: tf.tensor1d([1, 1, 0, 1]),
      deltas: tf.tensor2d(
        fill(16, () => rng.normal()),
        [4, 4],
      ),
    },
  };
}
