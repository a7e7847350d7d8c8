import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSyntheticDataset, type Inspection, syntheticSchema } from '@turbo-hoi/datasets';
import { writeVcocoFolder } from '@turbo-hoi/datasets/node';
import { run } from '../cli/run';
import { temporaryFolder } from '@turbo-hoi/testing';

const folder = temporaryFolder();
const SMALL = ['--set', 'train=6', '--set', 'validation=2', '--set', 'test=2', '--set', 'size=64'];

let cwd: string;
beforeEach(() => {
  cwd = process.cwd();
  process.chdir(folder);
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  jest.spyOn(process.stderr, 'write').mockReturnValue(true);
});
afterEach(() => {
  process.chdir(cwd);
  process.exitCode = undefined;
  jest.restoreAllMocks();
});

const written = (stream: NodeJS.WriteStream = process.stdout) =>
  jest
    .mocked(stream.write)
    .mock.calls.map(([text]) => text)
    .join('');

const inspect = (...args: string[]) => run(['inspect', ...args]);
const readJson = (path: string) => JSON.parse(readFileSync(path, 'utf8')) as Inspection;

test('the embedded data set needs no root and has no findings', async () => {
  expect(await inspect('--dataset', 'synthetic', ...SMALL)).toBe(0);
  expect(written()).toMatch(/^images +6 +2 +2$/m);
  expect(written()).toMatch(/^action +role +train +val +test$/m);
  expect(written()).toContain('Page: runs/inspect-synthetic/index.html');
  const page = readFileSync(join(folder, 'runs/inspect-synthetic/index.html'), 'utf8');
  expect(page.split('class="card"')).toHaveLength(1 + 10);
  expect(page).toContain('data:image/jpeg;base64,');
  const { splits, findings } = readJson(join(folder, 'runs/inspect-synthetic/inspection.json'));
  expect(splits).toEqual(['train', 'validation', 'test']);
  expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
});

test('one split, few samples, another folder, numbers in a file', async () => {
  const args = ['--dataset', 'synthetic', ...SMALL, '--split', 'test', '--samples', '1'];
  expect(await inspect(...args, '--out', 'few', '--json', 'few.json')).toBe(0);
  expect(readFileSync(join(folder, 'few/index.html'), 'utf8').split('class="card"')).toHaveLength(
    2,
  );
  expect(readJson(join(folder, 'few.json')).totals[0].counts).toEqual({ test: 2 });
});

test("takes train's settings of the data set, and the same without their first step", async () => {
  const sizes = ['train=6', 'validation=2', 'test=2', 'size=64'];
  const settings = (prefix: string) => sizes.flatMap((one) => ['--set', `${prefix}${one}`]);
  const plain = ['--dataset', 'synthetic', ...settings(''), '--out', 'plain'];
  const full = ['--set', 'dataset.kind=synthetic', ...settings('dataset.'), '--out', 'full'];
  expect([await inspect(...plain), await inspect(...full)]).toEqual([0, 0]);
  const numbers = (name: string) => readJson(join(folder, name, 'inspection.json'));
  expect(numbers('full')).toEqual(numbers('plain'));
});

test('an older page is replaced', async () => {
  const args = ['--dataset', 'synthetic', ...SMALL, '--out', 'again'];
  await inspect(...args, '--samples', '0');
  expect(await inspect(...args)).toBe(0);
  expect(readFileSync(join(folder, 'again/index.html'), 'utf8')).toContain('class="card"');
  expect(readdirSync(join(folder, 'again'))).toEqual(['index.html', 'inspection.json']);
  expect(readdirSync(folder).filter((name) => name.startsWith('.'))).toEqual([]);
});

test("refuses to overwrite others' files, before any work", async () => {
  mkdirSync(join(folder, 'photos'));
  writeFileSync(join(folder, 'photos/a.jpg'), 'mine');
  writeFileSync(join(folder, 'taken.json'), 'mine');
  expect(await inspect('--dataset', 'synthetic', '--out', 'photos')).toBe(2);
  expect(await inspect('--dataset', 'synthetic', '--out', 'taken.json')).toBe(2);
  expect(await inspect('--dataset', 'synthetic', '--json', 'taken.json')).toBe(2);
  expect(written(process.stderr)).toContain(`--out: ${folder}/photos holds files that are not`);
  expect(written(process.stderr)).toContain(`--out: ${folder}/taken.json is a file`);
  expect(written(process.stderr)).toContain(
    `--json: ${folder}/taken.json exists; name a new file.`,
  );
  expect(readdirSync(join(folder, 'photos'))).toEqual(['a.jpg']);
  expect(written()).toBe('');
});

test.each([
  [['--dataset', 'vcocoo'], 'dataset.kind: got "vcocoo"; loaded dataset plugins:'],
  [['--dataset', 'synthetic', '--root', 'x'], 'dataset'],
  [['--dataset', 'synthetic', '--set', 'train=-1'], 'dataset.train'],
  [
    ['--dataset', 'synthetic', '--split', 'val'],
    'Allowed choices are train, validation, test, all.',
  ],
  [[], '--dataset: name the kind of the data set'],
  [
    ['--dataset', 'synthetic', '--set', 'training.steps=3'],
    '--set training.steps=3: inspect has no "training", which only a training does',
  ],
])('%j is a usage error', async (args, message) => {
  expect(await inspect(...args)).toBe(2);
  expect(written(process.stderr)).toContain(message);
});

describe('a V-COCO folder', () => {
  const root = join(folder, 'vcoco');
  const images = join(root, 'images/train2014');

  beforeAll(async () => {
    const options = syntheticSchema.parse({ size: 64, train: 5, validation: 1, test: 1 });
    const splits = ['train', 'validation', 'test'] as const;
    await writeVcocoFolder(createSyntheticDataset(options), splits, root);
  });

  test('has no errors as written', async () => {
    expect(await inspect('--dataset', 'vcoco', '--root', 'vcoco', '--check-images')).toBe(0);
    expect(written()).toMatch(/^images +5 +1 +1$/m);
    // Such a small set lacks actions.
    expect(written().match(/^(error|warning) .*/gm)).toEqual([
      expect.stringContaining('action has no example in the training split'),
    ]);
  });

  test('reports a missing file, and one of another size', async () => {
    const [first, second, third] = readdirSync(images).sort();
    writeFileSync(join(images, first), 'not an image');
    writeFileSync(join(images, second), readFileSync(join(images, third)).subarray(0, 20));
    rmSync(join(images, third));
    expect(await inspect('--dataset', 'vcoco', '--root', 'vcoco', '--check-images')).toBe(1);
    expect(written()).toContain('error    image file is missing: 1\n');
    expect(written()).toContain('error    image file cannot be read: 2\n');
    expect(written()).toContain(third);
    // The page shows the rest, and lists the images that it does not show.
    expect(written().match(/^Not on the page: /gm)).toHaveLength(3);
    expect(existsSync(join(folder, 'runs/inspect-vcoco/index.html'))).toBe(true);
  });
});

describe('label files alone', () => {
  beforeAll(() => {
    mkdirSync(join(folder, 'labels'));
    const stand = {
      action_name: 'stand',
      role_name: ['agent'],
      include: [[]],
      image_id: [5, 5, 6],
      ann_id: [50, 51, 60],
      label: [1, 0, 1],
      role_object_id: [50, 51, 60],
    };
    writeFileSync(join(folder, 'labels/vcoco_train.json'), JSON.stringify([stand]));
    writeFileSync(join(folder, 'labels/vcoco_train.ids'), '5\n6\n');
    writeFileSync(join(folder, 'labels/vcoco_test.ids'), '7\n');
  });

  test('are counted, and the missing parts are named', async () => {
    expect(await inspect('--dataset', 'vcoco', '--root', 'labels')).toBe(0);
    expect(written()).toMatch(/^images +2 +– +1$/m);
    expect(written()).toMatch(/^stand +2 +– +–$/m);
    expect(written()).toContain('warning  part of the data set is missing: 7');
    expect(written()).toContain('instances_vcoco_all_2014.json');
    expect(written()).toContain('labels of the test split');
    expect(written()).toContain('Label files only: good for counting, not for training');
    const page = readFileSync(join(folder, 'runs/inspect-vcoco/index.html'), 'utf8');
    expect(page).toContain('Label files only');
    expect(page).not.toContain('id="samples"');
  });

  test('are a data set if the instances are named', async () => {
    const args = ['--dataset', 'vcoco', '--root', 'labels', '--set', 'instances=absent.json'];
    expect(await inspect(...args)).toBe(1);
    expect(written(process.stderr)).toContain('absent.json');
  });
});

test('Ctrl-C writes nothing and exits with 130', async () => {
  const args = ['--dataset', 'synthetic', '--set', 'train=400', '--out', 'stopped'];
  const stopped = inspect(...args);
  const wait = setInterval(() => process.listenerCount('SIGINT') > 0 && process.emit('SIGINT'), 5);
  expect(await stopped.finally(() => clearInterval(wait))).toBe(130);
  expect(written()).toContain('Stopped; nothing was written.');
  expect(existsSync(join(folder, 'stopped'))).toBe(false);
});
