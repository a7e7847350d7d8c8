import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  encodeMat,
  HICO_OBJECTS,
  HICO_VERBS,
  type HicoAnnotations,
  type HicoSplit,
} from '@turbo-hoi/formats';
import { readHicoFiles } from '@turbo-hoi/formats/node';
import { percentNear9, scoreGolden, writeGolden } from '../testing/score-golden';
import { scratchFolder } from '../testing/small-sets';
import { type HicoScores, scoreHicoFiles } from './score-hico';

const folder = scratchFolder();
const mat = writeGolden(folder, 'hico', 'anno_bbox.mat');
const cells = writeGolden(folder, 'hico', 'detections.mat');
const imageLabels = writeGolden(folder, 'hico', 'anno.mat');
/** [hoi][image][pair] */
const nested = JSON.parse(scoreGolden.files.hico['detections.json']) as number[][][][];
const COCO_IDS: Record<string, number> = { cup: 47, wine_glass: 46, horse: 19 };
const { def, ko } = scoreGolden.expected.hico;

let annotations: Required<HicoAnnotations> & { splits: Record<'train' | 'test', HicoSplit> };
beforeAll(async () => (annotations = (await readHicoFiles({ test: mat })) as typeof annotations));

function expectOfficial({ result }: HicoScores): void {
  expect(result.default.perHoi).toEqual(def.perHoi.map(percentNear9));
  expect(result.knownObject.perHoi).toEqual(ko.perHoi.map(percentNear9));
  const { full, rare, nonRare } = result.default;
  expect([full, rare, nonRare]).toEqual([def.full, def.rare, def.nonrare].map(percentNear9));
}

it('scores the official cells by HOIA annotations', async () => {
  const groundTruth = folder.write('test_hico.json', hoia('test'));
  const trainGroundTruth = folder.write('trainval_hico.json', hoia('train'));
  expectOfficial(
    await scoreHicoFiles({ groundTruth, trainGroundTruth, imageLabels, detections: cells }),
  );
});

it('warns that a test split alone does not determine the rare HOIs', async () => {
  const groundTruth = folder.write('test_hico.json', hoia('test'));
  const notes: string[] = [];
  const files = { groundTruth, imageLabels, detections: cells };
  const { result } = await scoreHicoFiles(files, { warn: (line) => void notes.push(line) });
  expect([result.default.rare, result.default.nonRare]).toEqual([null, null]);
  expect(result.default.full).toEqual(percentNear9(def.full));
  expect(notes).toEqual([expect.stringContaining('--train-ground-truth')]);
});

it('scores HOIA predictions', async () => {
  const { fileNames } = annotations.splits.test;
  const predictions = fileNames.map((file_name, image) => {
    const pairs = nested.flatMap((images, hoi) => images[image].map((pair) => ({ hoi, pair })));
    return {
      file_name,
      predictions: pairs.flatMap(({ hoi, pair }) => [
        { bbox: pair.slice(0, 4), category_id: 1 },
        { bbox: pair.slice(4, 8), category_id: COCO_IDS[annotations.hois[hoi].object] },
      ]),
      hoi_prediction: pairs.map(({ hoi, pair }, i) => ({
        subject_id: 2 * i,
        object_id: 2 * i + 1,
        category_id: verbId(hoi),
        score: pair[8],
      })),
    };
  });
  // A cup cannot be ridden.
  predictions[0].predictions.push({ bbox: [1, 1, 2, 2], category_id: 47 });
  const cup = predictions[0].predictions.length - 1;
  const ride = HICO_VERBS.indexOf('ride') + 1;
  predictions[0].hoi_prediction.push({
    subject_id: cup,
    object_id: cup,
    category_id: ride,
    score: 1,
  });
  // Any order of images will do.
  const detections = folder.write('predictions.json', predictions.reverse());
  const notes: string[] = [];
  const files = { groundTruth: mat, imageLabels, detections };
  expectOfficial(await scoreHicoFiles(files, { warn: (line) => void notes.push(line) }));
  expect(notes).toEqual([
    `${detections}: pairs of a verb and an object that are not a HOI are ignored: 1.`,
  ]);
});

it('scores a folder with a file an object', async () => {
  const detections = folder.path('rcnn_caffenet_iter_1');
  mkdirSync(detections);
  for (const object of Object.keys(COCO_IDS)) {
    const own = nested.filter((_, hoi) => annotations.hois[hoi].object === object);
    const images = own[0].length;
    // Column by column.
    const cell = Array.from({ length: images }, (_, image) =>
      own.map((hoi) => ({
        shape: [hoi[image].length, 9],
        data: Float64Array.from(hoi[image].flat()),
      })),
    ).flat();
    const name = `detections_${HICO_OBJECTS.indexOf(object) + 1}.mat`;
    const bytes = encodeMat({ all_boxes: { cell, shape: [own.length, images] } });
    writeFileSync(join(detections, name), bytes);
  }
  expectOfficial(await scoreHicoFiles({ groundTruth: mat, imageLabels, detections }));
});

it('reads the list of HOIs from the image labels if the boxes have none', async () => {
  const { hois, splits } = annotations;
  const { fileNames } = splits.test;
  const bare = encodeMat({
    bbox_test: {
      struct: fileNames.map((filename) => ({ filename, size: EMPTY, hoi: EMPTY })),
    },
  });
  const groundTruth = folder.write('bare.mat', bare);
  const scores = await scoreHicoFiles({ groundTruth, imageLabels, detections: cells });
  expect(scores.hois).toEqual(hois);
  await expect(scoreHicoFiles({ groundTruth, detections: cells })).rejects.toThrow('list_action');
});

it('refuses labels of other images', async () => {
  const { hois } = annotations;
  const other = encodeMat({
    list_action: { struct: hois.map(({ verb, object }) => ({ vname: verb, nname: object })) },
    list_test: { cell: ['other.jpg'], shape: [1, 1] },
    anno_test: { shape: [hois.length, 1], data: new Float64Array(hois.length) },
  });
  const files = {
    groundTruth: mat,
    imageLabels: folder.write('other.mat', other),
    detections: cells,
  };
  await expect(scoreHicoFiles(files)).rejects.toThrow(
    /other.mat: list_test has 1 images, other.jpg at 1; the ground truth has 20 images, .*/,
  );
});

const EMPTY = { shape: [0, 0], data: new Float64Array(0) };

const verbId = (hoi: number) => HICO_VERBS.indexOf(annotations.hois[hoi].verb) + 1;

/** A split as HOIA JSON; without pairs that the evaluator does not look for, except in training. */
function hoia(name: 'train' | 'test'): unknown {
  const { fileNames, firstPair, hois, humanBoxes, objectBoxes, replaced } =
    annotations.splits[name];
  return fileNames.map((file_name, image) => {
    const pairs = Array.from(hois.keys()).filter(
      (pair) =>
        pair >= firstPair[image] &&
        pair < firstPair[image + 1] &&
        (name === 'train' || !replaced?.[pair]),
    );
    const box = (boxes: Float64Array, pair: number) =>
      Array.from(boxes.subarray(4 * pair, 4 * pair + 4));
    return {
      file_name,
      annotations: pairs.flatMap((pair) => [
        { bbox: box(humanBoxes, pair), category_id: 1 },
        {
          bbox: box(objectBoxes, pair),
          category_id: COCO_IDS[annotations.hois[hois[pair]].object],
        },
      ]),
      hoi_annotation: pairs.map((pair, i) => ({
        subject_id: 2 * i,
        object_id: 2 * i + 1,
        category_id: verbId(hois[pair]),
        hoi_category_id: hois[pair] + 1,
      })),
    };
  });
}
