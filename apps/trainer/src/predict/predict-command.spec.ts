import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { boxToXywh, type Sample } from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { encodeImage, readImage } from '@turbo-hoi/datasets/node';
import { type PhotoDocument, photoDocumentSchema } from '@turbo-hoi/inference';
import type { PredictCommandOptions } from '../cli/predict.command';
import { temporaryFolder } from '../testing/temporary-folder';
import { trainTinyRun } from '../testing/tiny-run';
import { predictCommand } from './predict-command';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const run = join(folder, 'run');
const photos = join(folder, 'photos');
const boxes = join(folder, 'boxes.json');
const dataset = createSyntheticDataset(syntheticSchema.parse({ size: 32, test: 3 }));
const stdout = jest.spyOn(process.stdout, 'write');
const stderr = jest.spyOn(process.stderr, 'write');
let samples: Sample[];

beforeAll(async () => {
  stdout.mockReturnValue(true);
  stderr.mockReturnValue(true);
  samples = await Promise.all([0, 1, 2].map((index) => dataset.split('test').sample(index)));
  mkdirSync(join(photos, 'sub'), { recursive: true });
  for (const [i, { image }] of samples.entries())
    writeFileSync(join(photos, NAMES[i]), await encodeImage(image, 'png'));
  writeFileSync(join(photos, 'notes.txt'), 'no image');
  writeFileSync(boxes, JSON.stringify(detectionFile()));
  await trainTinyRun(run, { input: { shortSide: 48, longSide: 64 } });
});
afterEach(() => {
  stdout.mockClear();
  stderr.mockClear();
  process.exitCode = undefined;
});
afterAll(() => [stdout, stderr].forEach((stream) => stream.mockRestore()));

const NAMES = ['a.png', 'b.png', 'sub/c.png'];

/** What a perfect detector would write. */
function detectionFile() {
  const { objectClasses } = dataset.info;
  const images = samples.map(({ width, height }, i) => ({
    id: i,
    file_name: NAMES[i],
    width,
    height,
  }));
  const annotations = samples.flatMap(({ people, objects }, image_id) => [
    ...people.map(({ box }) => ({ image_id, category_id: 1, bbox: boxToXywh(box), score: 0.9 })),
    ...objects
      .filter(({ category }) => category > 0)
      .map(({ box, category }) => ({
        image_id,
        category_id: category + 1,
        bbox: boxToXywh(box),
        score: 0.8,
      })),
  ]);
  const categories = objectClasses.map((name, i) => ({ id: i + 1, name }));
  return { images, annotations, categories };
}

const options = (
  out: string,
  more: Partial<PredictCommandOptions> = {},
): PredictCommandOptions => ({
  run,
  input: [photos],
  out: join(folder, out),
  stages: 'last',
  detector: 'file',
  detectorSet: [`file=${boxes}`],
  minScore: 0.3,
  minActionScore: 0,
  backend: 'cpu',
  ...more,
});
const documentAt = (...path: string[]): PhotoDocument =>
  photoDocumentSchema.parse(JSON.parse(readFileSync(join(folder, ...path), 'utf8')));

test('a folder gives a document and drawings for each of its images', async () => {
  await predictCommand(options('all'));
  const files = ['a.json', 'a.stage-2.png', 'a.stage-2.svg', 'predictions.json'];
  expect(readdirSync(join(folder, 'all'))).toEqual(expect.arrayContaining(files));
  expect(readdirSync(join(folder, 'all/sub'))).toContain('c.json');
  const { images, detections, stages } = documentAt('all/sub/c.json');
  expect(images).toEqual([{ id: 3, file_name: 'sub/c.png', width: 32, height: 32 }]);
  const [{ box }] = samples[2].people;
  const [person] = detections;
  boxToXywh(box).forEach((side, i) => expect(person.bbox[i]).toBeCloseTo(side, 1));
  expect(person).toMatchObject({ category_id: 1, score: 0.9 });
  expect(stages.map(({ stage }) => stage)).toEqual([2]);
  const [{ keypoints, interactions }] = stages;
  expect(keypoints).toHaveLength(samples[2].people.length);
  const [x, y] = keypoints![0].keypoints;
  expect(x >= box[0] - 0.1 && x <= box[2] + 0.1 && y >= box[1] - 0.1 && y <= box[3] + 0.1).toBe(
    true,
  );
  expect(interactions).toHaveLength(samples[2].people.length * dataset.info.actions.columns.length);
});

test('drawings are as wide as can be read, and need no other file', async () => {
  const { width, height } = await readImage(join(folder, 'all/a.stage-2.png'));
  expect([width, height]).toEqual([640, 640]);
  const svg = readFileSync(join(folder, 'all/a.stage-2.svg'), 'utf8');
  expect(svg).toContain('href="data:image/jpeg;base64,');
  expect(svg).toContain('<svg width="640" height="640" ');
});

test('the same command again replaces its own files', async () => {
  await predictCommand(options('all', { input: [join(photos, 'a.png')] }));
  expect(existsSync(join(folder, 'all/b.json'))).toBe(true);
});
