import { cpSync, existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSyntheticDataset, syntheticSchema } from '@turbo-hoi/datasets';
import { writeVcocoFolder } from '@turbo-hoi/datasets/node';
import { readPhotoModel } from '@turbo-hoi/photo/node';
import { temporaryFolder } from '@turbo-hoi/testing';
import { photoCheckCommand } from './photo-check-command';
import type { PhotoCheckOptions, PhotoTrainOptions } from './photo-options';
import { photoTrainCommand } from './photo-train-command';

// Training on the slowest backend, on machines with other work to do.
jest.setTimeout(120_000);

const folder = temporaryFolder();
const root = join(folder, 'vcoco');
const model = join(folder, 'train.safetensors');
const stdout = jest.spyOn(process.stdout, 'write');

const stage = {
  hoi: { kind: 'pair-context', width: 8, pairWidth: 8, classWidth: 4, heads: 2 },
  pose: { kind: 'skeleton', channels: 8, hidden: 8 },
  mask: { kind: 'channel' },
};
const small = [
  'stem={"kind":"layout","channels":8,"classWidth":4,"hidden":8}',
  'initialPose={"kind":"skeleton","lambda":0,"channels":8}',
  `stages=${JSON.stringify([stage, stage])}`,
  'sampling.images=2',
  'sampling.people=4',
  'sampling.objects=6',
];

const train = (out: string, more: Partial<PhotoTrainOptions> = {}) =>
  photoTrainCommand({
    ...{ root, splits: 'train', seed: 0, out: join(folder, out), maxSteps: 3, backend: 'cpu' },
    set: small,
    ...more,
  });

const check = (more: Partial<PhotoCheckOptions> = {}) =>
  photoCheckCommand({ root, split: 'val', noise: 'none', model, backend: 'cpu', ...more });

const printed = () => stdout.mock.calls.map(([text]) => text).join('');

/** A copy of the data without the files that match. */
function without(name: string, pattern: RegExp): string {
  const copy = join(folder, name);
  cpSync(root, copy, { recursive: true });
  for (const path of readdirSync(copy, { recursive: true, encoding: 'utf8' }))
    if (pattern.test(path)) rmSync(join(copy, path));
  return copy;
}

beforeAll(async () => {
  stdout.mockReturnValue(true);
  const sizes = { train: 4, validation: 3, test: 2, size: 48 };
  const dataset = createSyntheticDataset(syntheticSchema.parse(sizes));
  await writeVcocoFolder(dataset, ['train', 'validation', 'test'], root);
  rmSync(join(root, 'images'), { recursive: true });
  await train('train.safetensors');
});
beforeEach(() => stdout.mockClear());
afterEach(() => (process.exitCode = undefined));
afterAll(() => stdout.mockRestore());

describe('photo-train', () => {
  test('writes the model, its vocabulary and its statistics, without paths of this machine', async () => {
    const { info } = await readPhotoModel(model);
    const { actions, objectClasses } = info.dataset;
    expect(info).toMatchObject({
      trainedOn: 'V-COCO train (4 images, annotations only)',
      madeBy: 'photo:train --splits train --seed 0',
      dataset: { name: 'V-COCO' },
    });
    expect(info.ranking.baseRates).toHaveLength(actions.columns.length);
    expect(Math.max(...info.ranking.baseRates)).toBeGreaterThan(0);
    expect(info.prior).toHaveLength(objectClasses.length);
    expect(Math.max(...info.prior.flat())).toBeGreaterThan(0);
    expect(JSON.stringify(info)).not.toContain(folder);
  });

  test('trained twice, the files are equal', async () => {
    await train('again.safetensors');
    const again = readFileSync(join(folder, 'again.safetensors'));
    expect(again.equals(readFileSync(model))).toBe(true);
    await train('other.safetensors', { seed: 1 });
    expect(readFileSync(join(folder, 'other.safetensors')).equals(again)).toBe(false);
  });

  test('trainval trains on both splits, and --run-dir keeps the run', async () => {
    const runDir = join(folder, 'kept');
    await train('both.safetensors', { splits: 'trainval', runDir });
    const { info } = await readPhotoModel(join(folder, 'both.safetensors'));
    expect(info.trainedOn).toBe('V-COCO trainval (7 images, annotations only)');
    expect(printed()).toMatch(/both\.safetensors: \d\.\d\d MB, trained on trainval/);
    expect(readdirSync(runDir)).toContain('config.json');
  });

  test('without keypoint files it trains on boxes and says so', async () => {
    const boxes = without('boxes', /keypoints/);
    await train('boxes.safetensors', { root: boxes, splits: 'trainval' });
    expect(printed()).toMatch(/person_keypoints_train2014.json is missing/);
    const { parameters } = await readPhotoModel(join(folder, 'boxes.safetensors'));
    for (const { data } of parameters.values()) expect(data.every(Number.isFinite)).toBe(true);
    stdout.mockClear();
    await check({ root: boxes, model: join(folder, 'boxes.safetensors') });
    expect(result().stages).toHaveLength(2);
  });

  test('the files of the training split are enough', async () => {
    const own = without('only-train', /vcoco_(val|test|trainval)|val2014/);
    await train('only.safetensors', { root: own });
    const only = readFileSync(join(folder, 'only.safetensors'));
    expect(only.equals(readFileSync(model))).toBe(true);
  });

  test('a folder without images to train on is refused, and nothing is written', async () => {
    const other = without('only-val', /vcoco_(train|test|trainval)|train2014/);
    await expect(train('none.safetensors', { root: other })).rejects.toMatchObject({
      kind: 'usage',
      message: expect.stringContaining('has no images to train on'),
    });
    expect(existsSync(join(folder, 'none.safetensors'))).toBe(false);
  });
});

/** The printed JSON. */
function result() {
  const text = printed();
  return JSON.parse(text.slice(text.indexOf('{\n'), text.lastIndexOf('\n}') + 2));
}

describe('photo-check', () => {
  test('measures every stage and prints what it writes', async () => {
    const out = join(folder, 'check.json');
    await check({ out });
    const { role, agent, stages } = result();
    expect(JSON.parse(readFileSync(out, 'utf8'))).toEqual(result());
    expect(stages).toHaveLength(2);
    expect(stages[1]).toEqual({ role: role.mean, agent: agent.mean });
    for (const ap of [role.mean, agent.mean]) expect(ap >= 0 && ap <= 1).toBe(true);
    expect(Object.keys(agent.perAction).length).toBeGreaterThan(0);
    expect(Object.keys(role.perActionRole).length).toBeGreaterThan(0);
    expect(process.exitCode).toBeUndefined();
  });

  test('simulated detections have a fixed seed', async () => {
    await check({ noise: 'default' });
    const first = result();
    stdout.mockClear();
    await check({ noise: 'default' });
    expect(result()).toEqual(first);
  });

  test.each(['train', 'val', 'test'] as const)('the files of %s are enough', async (split) => {
    const others = ['train', 'val', 'test', 'trainval'].filter((name) => name !== split);
    // Images of V-COCO's train and val are in COCO's train2014.
    const keypoints = split === 'test' ? 'train2014' : 'val2014';
    const unused = new RegExp(`vcoco_(${others.join('|')})\\.|keypoints_${keypoints}`);
    const own = without(`only-${split}-files`, unused);
    await check({ root: own, split });
    expect(result().stages).toHaveLength(2);
  });

  test('a split without files is refused with their names', async () => {
    const own = without('no-test', /vcoco_test/);
    await expect(check({ root: own, split: 'test' })).rejects.toMatchObject({
      kind: 'data',
      message: expect.stringMatching(/no images of the split test\. Add vcoco_test\.json/),
    });
  });

  test('labels of other classes are refused with the first difference', async () => {
    const other = without('other', /xxxx/);
    const path = join(other, 'instances_vcoco_all_2014.json');
    const text = readFileSync(path, 'utf8');
    writeFileSync(path, text.replace('"name":"skateboard"', '"name":"hoverboard"'));
    await expect(check({ root: other })).rejects.toThrow(
      /object classes \(\d+ is "skateboard" there and "hoverboard" here\)/,
    );
  });

  test('ends with 1 if the role AP is below --at-least, having printed it', async () => {
    await check({ atLeast: 1 });
    const { mean } = result().role;
    expect(process.exitCode).toBe(1);
    process.exitCode = undefined;
    await check({ atLeast: mean });
    expect(process.exitCode).toBeUndefined();
  });

  test('names a model file that is missing or of another kind', async () => {
    await expect(check({ model: join(folder, 'absent') })).rejects.toMatchObject({ kind: 'io' });
    const path = join(folder, 'text');
    writeFileSync(path, 'no model');
    await expect(check({ model: path })).rejects.toMatchObject({ kind: 'checkpoint' });
  });
});
