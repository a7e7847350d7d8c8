import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { encodeImage } from '@turbo-hoi/datasets/node';
import type { AnnotateOptions } from './annotate-options';
import { inProcessRanks, temporaryFolder } from '@turbo-hoi/testing';
import { trainTinyRun } from '../testing/tiny-run';
import { annotateCommand, annotateOnRank } from './annotate-command';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(60_000);

const folder = temporaryFolder();
const images = join(folder, 'images');
const synthetic = { size: 32, train: 6, validation: 2, test: 2 };
const dataset = createSyntheticDataset(syntheticSchema.parse(synthetic));
const write = jest.spyOn(process.stdout, 'write');
let results: string;

beforeAll(async () => {
  write.mockReturnValue(true);
  mkdirSync(join(images, 'sub'), { recursive: true });
  const { image } = await dataset.split('train').sample(0);
  for (const name of ['b_2.png', 'a_1.png', 'sub/c_3.png']) {
    writeFileSync(join(images, name), await encodeImage(image, 'png'));
  }
  writeFileSync(join(images, 'notes.txt'), 'no image');
  const keypoints = Array.from({ length: 51 }, (_, i) => [i % 7, i % 5, 0.5][i % 3]);
  results = json('results.json', [{ image_id: 3, category_id: 1, keypoints, score: 0.75 }]);
});
afterAll(() => write.mockRestore());

function json(name: string, value: unknown): string {
  writeFileSync(join(folder, name), JSON.stringify(value));
  return join(folder, name);
}

const options = (name: string, more: Partial<AnnotateOptions>): AnnotateOptions => ({
  split: 'train',
  pose: 'coco-results',
  poseSet: [`file=${results}`],
  minScore: 0.3,
  minKeypointScore: 0,
  matchIou: 0.5,
  unmatched: 'drop',
  out: join(folder, name),
  ...more,
});
const read = (name: string) => JSON.parse(readFileSync(join(folder, name), 'utf8'));

async function annotated(name: string, more: Partial<AnnotateOptions>) {
  await annotateCommand(options(name, more));
  expect(existsSync(join(folder, `${name}.partial`))).toBe(false);
  return read(name);
}

test('annotates a folder of images with the poses of a results file', async () => {
  const { info, images: listed, annotations } = await annotated('folder.json', { images });
  expect(listed.map((image: { file_name: string }) => image.file_name)).toEqual([
    'a_1.png',
    'b_2.png',
    'sub/c_3.png',
  ]);
  expect(annotations).toHaveLength(1);
  expect(annotations[0]).toMatchObject({ id: 1, image_id: 3, score: 0.75, num_keypoints: 17 });
  expect(info).toMatchObject({
    annotator: { kind: 'coco-results', file: results, scoreScale: 1 },
    thresholds: { minScore: 0.3 },
    source: { images },
  });
});

test('a file that exists is not replaced', async () => {
  writeFileSync(join(folder, 'there.json'), '');
  await expect(annotateCommand(options('there.json', { images }))).rejects.toThrow('exists');
});

test.each([
  [{}, 'name the images to annotate'],
  [{ images: join(folder, 'absent') }, 'cannot be listed'],
  [
    { images, pose: 'telepathy' },
    '--pose.kind: got "telepathy"; loaded pose annotator plugins: coco-results, movenet, run',
  ],
  [{ images, poseSet: [] }, '--pose.file: got nothing; expected'],
  [{ images, poseSet: ['flie=x'] }, 'unknown field "flie"'],
  [{ images, poseSet: ['file'] }, '--pose-set file: expected path=value'],
  [{ dataset: 'synthetic', set: ['train=0'] }, '--split train: synthetic has no images'],
] as [Partial<AnnotateOptions>, string][])('%j fails with the reason', async (more, message) => {
  await expect(annotateCommand(options('wrong.json', more))).rejects.toThrow(message);
  expect(existsSync(join(folder, 'wrong.json.partial'))).toBe(false);
});

test('an unreadable image fails the command at its end, or is skipped with --skip-bad', async () => {
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, '1.png'), 'no image');
  writeFileSync(join(broken, '3.png'), readFileSync(join(images, 'a_1.png')));
  await expect(annotateCommand(options('broken.json', { images: broken }))).rejects.toThrow(
    /images: 1 bad entry:\n {2}1\.png: /,
  );
  expect(existsSync(join(folder, 'broken.json'))).toBe(false);
  const { images: listed } = await annotated('broken.json', { images: broken, skipBad: true });
  expect(listed).toHaveLength(1);
});

describe('ranks', () => {
  const onRanks = (size: number, out: string, more: Partial<AnnotateOptions>) =>
    Promise.all(inProcessRanks(size).map((rank) => annotateOnRank(options(out, more), rank)));

  test.each([2, 4])('%d write what one process does', async (size) => {
    await annotated(`one-${size}.json`, { images });
    await onRanks(size, `ranks-${size}.json`, { images });
    const bytes = (name: string) => readFileSync(join(folder, name), 'utf8');
    expect(bytes(`ranks-${size}.json`)).toBe(bytes(`one-${size}.json`));
    expect(readdirSync(folder).filter((name) => name.includes('.partial'))).toEqual([]);
  });

  test('report an unreadable image of one of them, and refuse to go on with another number', async () => {
    const broken = join(folder, 'broken-on-ranks');
    mkdirSync(broken);
    writeFileSync(join(broken, '1.png'), readFileSync(join(images, 'a_1.png')));
    writeFileSync(join(broken, '2.png'), 'no image');
    await expect(onRanks(2, 'partly.json', { images: broken })).rejects.toThrow(
      /images: 1 bad entry:\n {2}2\.png: /,
    );
    await expect(annotateCommand(options('partly.json', { images: broken }))).rejects.toThrow(
      'partly.json.partial-1-of-2: belongs to a command with another number of ranks than 1',
    );
    await onRanks(2, 'partly.json', { images: broken, skipBad: true });
    expect(read('partly.json').images).toHaveLength(1);
  });
});

describe('run', () => {
  const run = join(folder, 'run');

  beforeAll(() => trainTinyRun(run));

  const pose = { pose: 'run', poseSet: [`run=${run}`, 'backend=cpu'] };

  test('a trained run predicts the keypoints of annotated people', async () => {
    const set = Object.entries(synthetic).map(([key, value]) => `${key}=${value}`);
    const { annotations } = await annotated('run.json', { ...pose, dataset: 'synthetic', set });
    const people = await Promise.all(
      Array.from({ length: 6 }, async (_, i) => (await dataset.split('train').sample(i)).people),
    );
    expect(annotations).toHaveLength(people.flat().length);
    const [{ bbox, keypoints, score, image_id: image }] = annotations;
    const [x1, y1, x2, y2] = people[0][0].box;
    expect(image).toBe(1);
    expect(score).toBe(1);
    bbox.forEach((value: number, i: number) =>
      expect(value).toBeCloseTo([x1, y1, x2 - x1, y2 - y1][i], 2),
    );
    for (let k = 0; k < 17; k++) {
      expect(keypoints[3 * k]).toBeGreaterThanOrEqual(x1 - 0.01);
      expect(keypoints[3 * k]).toBeLessThanOrEqual(x2 + 0.01);
      expect(keypoints[3 * k + 2]).toBe(2);
    }
  });

  test('images without annotated people are refused with a hint to name a data set', async () => {
    await expect(annotateCommand(options('people.json', { ...pose, images }))).rejects.toThrow(
      '--pose run: predicts keypoints in given boxes of people, and a_1.png has none',
    );
  });
});
