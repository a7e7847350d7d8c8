import {
  actionVocabulary,
  COCO_KEYPOINTS,
  createRng,
  type DatasetInfo,
  type Detections,
  type Detector,
  type XyxyBox,
} from '@turbo-hoi/core';
import { modelModules, type ModelInput, TurboPipeline } from '@turbo-hoi/turbo-loop';
import { Container } from 'inversify';
import { PHOTO_MODEL_FORMAT, type PhotoModel } from '../model/photo-model';

export const [PERSON, BALL, CHAIR] = [0, 1, 2];

/** Columns stand, hit_instr, hit_obj; balls are targets, people and chairs are not. */
export const tinyInfo: DatasetInfo = {
  name: 'tiny',
  actions: actionVocabulary([
    { name: 'stand', roles: [] },
    { name: 'hit', roles: ['instr', 'obj'] },
  ]),
  keypoints: COCO_KEYPOINTS,
  objectClasses: ['person', 'ball', 'chair'],
  targetClasses: [[], [BALL], [BALL]],
};

const stage = {
  hoi: { kind: 'pair-context', width: 8, pairWidth: 8, classWidth: 4, heads: 2 },
  pose: { kind: 'skeleton', channels: 8, hidden: 8 },
  mask: { kind: 'channel' },
};

const config: ModelInput = {
  stem: { kind: 'layout', channels: 8, classWidth: 4, hidden: 8 },
  roi: { side: 1, context: null },
  initialPose: { kind: 'skeleton', channels: 8 },
  objectBranch: null,
  stages: [stage, stage],
};

/** An untrained photo model of two stages. */
export function tinyPhotoModel(info: Partial<PhotoModel['info']> = {}): PhotoModel {
  const container = new Container();
  container.load(...modelModules);
  const pipeline = { container, config, dataset: tinyInfo, rng: createRng(0) };
  const model = new TurboPipeline(pipeline).build();
  const parameters = new Map(
    [...model.parameters.entries()].map(([name, variable]) => [
      name,
      { shape: [...variable.shape], data: Float32Array.from(variable.dataSync()) },
    ]),
  );
  const resolved = { ...model.config };
  model.dispose();
  return {
    parameters,
    info: {
      format: PHOTO_MODEL_FORMAT,
      config: resolved,
      dataset: tinyInfo,
      trainedOn: 'nothing',
      madeBy: 'a test',
      ranking: { baseRates: [0.5, 0.1, 0.01], balance: 1 },
      prior: [
        [0, 0, 0],
        [0, 0.2, 0.4],
        [0, 0, 0],
      ],
      ...info,
    },
  };
}

/** Box, class, score and whether there is a skeleton (default: of people). */
export type Entry = readonly [box: XyxyBox, category: number, score?: number, posed?: boolean];

export function found(...entries: readonly Entry[]): Detections {
  const skeleton = ([[x1, y1, x2, y2], category, , posed = category === PERSON]: Entry) =>
    Array.from({ length: 51 }, (_, i) =>
      posed ? [(x1 + 2 * x2) / 3, (3 * y1 + y2) / 4, 0.75][i % 3] : 0,
    );
  return {
    boxes: Float32Array.from(entries.flatMap(([box]) => box)),
    scores: Float32Array.from(entries, ([, , score = 0.9]) => score),
    classes: Int32Array.from(entries, ([, category]) => category),
    keypoints: Float32Array.from(entries.flatMap(skeleton)),
  };
}

/** Finds the same in every image. */
export function constantDetector(...entries: readonly Entry[]): Detector {
  return { trainedOn: 'nothing', propose: async () => found(...entries) };
}
