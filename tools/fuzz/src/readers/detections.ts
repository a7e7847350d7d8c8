import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import {
  scoreBoxFiles,
  scoreHicoFiles,
  scoreKeypointFiles,
  scoreVcocoFiles,
  type ScoreOptions,
} from '@turbo-hoi/evaluation/node';
import { encodeMat, encodePickle, type PickleValue } from '@turbo-hoi/formats';
import { fileSeed, type FuzzReader, type Seed } from '../seed';
import {
  cocoResults,
  HICO_PAIR,
  hicoCells,
  hicodetSplit,
  hicoVariables,
  hoiaResults,
  hoiaSplit,
  instances,
  poseResults,
  vcocoLabels,
} from './small-sets';

type Score<Files> = (files: Files, options: ScoreOptions) => Promise<unknown>;

export const vcocoScoreReader: FuzzReader = {
  name: 'score-vcoco',
  seeds: (folder) => [
    ...scoring(folder, scoreVcocoFiles, {
      annotations: ['labels.json', vcocoLabels()],
      instances: ['instances.json', instances()],
      ids: ['list.ids', '1\n'],
      detections: ['detections.pkl', vcocoPickle()],
    }),
    ...scoring(folder, scoreVcocoFiles, {
      annotations: ['labels.json', vcocoLabels()],
      instances: ['instances.json', instances()],
      detections: ['detections.json', [vcocoDetection()]],
    }),
  ],
};

export const hicoScoreReader: FuzzReader = {
  name: 'score-hico',
  seeds: (folder) => [
    ...scoring(folder, scoreHicoFiles, {
      groundTruth: ['bbox.mat', encodeMat(hicoVariables())],
      detections: ['boxes.mat', encodeMat({ all_boxes: hicoCells() })],
    }),
    ...scoring(folder, scoreHicoFiles, {
      groundTruth: ['bbox7.mat', encodeMat(hicoVariables(), { deflate: deflateSync })],
      detections: [
        'boxes.json',
        [
          [[HICO_PAIR], []],
          [[], [HICO_PAIR]],
        ],
      ],
    }),
    ...scoring(folder, scoreHicoFiles, {
      groundTruth: ['hicodet.json', hicodetSplit()],
      detections: ['boxes.mat', encodeMat({ all_boxes: hicoCells() })],
    }),
    ...scoring(folder, scoreHicoFiles, {
      groundTruth: ['hoia.json', hoiaSplit()],
      detections: ['hoia-results.json', hoiaResults()],
    }),
  ],
};

export const cocoScoreReader: FuzzReader = {
  name: 'score-coco',
  seeds: (folder) => [
    ...scoring(folder, scoreBoxFiles, {
      groundTruth: ['instances.json', instances()],
      detections: ['boxes.json', cocoResults()],
    }),
    ...scoring(folder, scoreKeypointFiles, {
      groundTruth: ['keypoints.json', instances()],
      detections: ['poses.json', poseResults()],
    }),
  ],
};

/** Writes the files; each is mutated while the others are unchanged, and read both strictly and leniently. */
function scoring<Role extends string>(
  folder: string,
  score: Score<Record<Role, string>>,
  files: Record<Role, readonly [name: string, content: unknown]>,
): Seed[] {
  const paths = Object.entries<readonly [string, unknown]>(files).map(([role, [name, content]]) => {
    const path = join(folder, name);
    const raw = typeof content === 'string' || content instanceof Uint8Array;
    writeFileSync(path, raw ? content : JSON.stringify(content));
    return [role, path] as const;
  });
  const all = Object.fromEntries(paths) as Record<Role, string>;
  return [false, true].flatMap((skipBad) =>
    paths.map(([role, path]) => fileSeed(role, path, () => score(all, { skipBad }))),
  );
}

function vcocoDetection() {
  return {
    image_id: 1,
    person_box: [10, 10, 49, 89],
    hold_agent: 0.9,
    hold_obj: [30, 30, 49, 49, 0.8],
    stand_agent: 0.7,
  };
}

function vcocoPickle(): Uint8Array {
  const item = Object.entries(vcocoDetection()).map(([key, value]): [PickleValue, PickleValue] => [
    key,
    typeof value === 'number' ? value : { shape: [value.length], data: Float32Array.from(value) },
  ]);
  return encodePickle([new Map(item), new Map(item)]);
}
