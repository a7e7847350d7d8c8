import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeHicoDetections } from '@turbo-hoi/evaluation/node';
import { run } from '../cli/run';
import { temporaryFolder } from '@turbo-hoi/testing';

const folder = temporaryFolder();
let printed: { out: string; error: string };

beforeEach(() => {
  printed = { out: '', error: '' };
  for (const [stream, key] of [
    [process.stdout, 'out'],
    [process.stderr, 'error'],
  ] as const)
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      printed[key] += String(text);
      return true;
    });
});
afterEach(() => void jest.restoreAllMocks());

function file(name: string, content: unknown): string {
  writeFileSync(join(folder, name), JSON.stringify(content));
  return join(folder, name);
}

function read(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}

const IMAGE = { id: 1, width: 200, height: 150 };
const PERSON = {
  id: 10,
  image_id: 1,
  category_id: 1,
  bbox: [10, 10, 40, 80],
  area: 2000,
  iscrowd: 0,
};
const CUP = { id: 11, image_id: 1, category_id: 47, bbox: [30, 30, 20, 20], area: 300, iscrowd: 0 };
const POSE = Array(17).fill([20, 40, 2]).flat() as number[];

const truth = file('truth.json', {
  images: [IMAGE],
  annotations: [PERSON, CUP].map((one) => ({ ...one, keypoints: POSE, num_keypoints: 17 })),
  categories: [
    { id: 1, name: 'person' },
    { id: 47, name: 'cup' },
  ],
});

describe('score --metric vcoco', () => {
  const action = (name: string, roles: string[], targets: number[], label = 1) => ({
    ...{ action_name: name, role_name: ['agent', ...roles], role_object_id: [10, ...targets] },
    ...{ image_id: [1], ann_id: [10], label: [label], include: [] },
  });
  const labels = file('labels.json', [
    action('hold', ['obj'], [11]),
    action('point', ['instr'], [0]),
    action('walk', [], [], 0),
  ]);
  const detection = {
    ...{ image_id: 1, person_box: [10, 10, 49, 89], hold_agent: 1, point_agent: 1, walk_agent: 1 },
    ...{ hold_obj: [30, 30, 49, 49, 1], point_instr: [1, 1, 9, 9, 1] },
  };
  const args = ['score', '--metric', 'vcoco', '--annotations', labels, '--instances', truth];

  it('prints a table and writes the JSON', async () => {
    const out = join(folder, 'vcoco-scores.json');
    const detections = file('vcoco.json', [detection]);
    expect(await run([...args, '--detections', detections, '--out', out])).toBe(0);
    expect(read(out)).toEqual({
      agent: { mean: expect.closeTo(2 / 3, 9), perAction: { hold: 1, point: 1, walk: null } },
      role: {
        scenario1: {
          mean: 0.5,
          meanWithoutPoint: 1,
          perActionRole: { 'hold-obj': 1, 'point-instr': 0 },
        },
        scenario2: {
          mean: 1,
          meanWithoutPoint: 1,
          perActionRole: { 'hold-obj': 1, 'point-instr': 1 },
        },
      },
    });
    expect(printed.out.split('\n')).toEqual([
      'AP %           agent   role   scenario 1  scenario 2',
      '----------------------------------------------------',
      'hold           100.00  obj        100.00      100.00',
      'point          100.00  instr        0.00      100.00',
      'walk                –',
      '----------------------------------------------------',
      'mean            66.67              50.00      100.00',
      'without point                     100.00      100.00',
      expect.stringMatching(/^Papers quote role AP from the row "without point": 24 roles/),
      '',
      expect.stringMatching(/^Scores: .*vcoco-scores\.json$/),
      '',
    ]);
  });

  it('fails on a bad entry and writes no file, or skips and lists it', async () => {
    const out = join(folder, 'none.json');
    const detections = file('bad.json', [{ ...detection, person_box: undefined }, detection]);
    const all = [...args, '--detections', detections, '--out', out];
    expect(await run(all)).toBe(1);
    expect(printed.error).toBe(
      `${detections}: 1 bad entry:\n  [0] (image 1): person_box missing\n` +
        'Mend the file, or skip its bad entries (--skip-bad).\n',
    );
    expect(existsSync(out)).toBe(false);
    printed.error = '';
    expect(await run([...all, '--skip-bad', '--json'])).toBe(0);
    expect(printed.error).toContain('[0] (image 1): person_box missing\nThese are skipped.');
    expect(JSON.parse(printed.out)).toEqual(read(out));
  });
});

it('score --metric hico prints both settings', async () => {
  const groundTruth = file('hico.json', {
    annotation: [
      {
        boxes_h: [[11, 11, 50, 90]],
        boxes_o: [[31, 31, 50, 50]],
        hoi: [0],
        verb: [0],
        object: [0],
      },
    ],
    ...{
      filenames: ['1.jpg'],
      size: [[200, 150]],
      empty: [],
      objects: ['cup'],
      verbs: ['hold', 'wash'],
    },
    correspondence: [
      [0, 0, 0],
      [1, 0, 1],
    ],
    ...{ rare: [1], non_rare: [0] },
  });
  const [detections, out] = ['hico.mat', 'hico-scores.json'].map((name) => join(folder, name));
  await writeHicoDetections(detections, 2, [
    {
      hois: Int32Array.of(0),
      humanBoxes: Float64Array.of(11, 11, 50, 90),
      objectBoxes: Float64Array.of(31, 31, 50, 50),
      scores: Float64Array.of(0.5),
    },
  ]);
  const args = ['--metric', 'hico', '--ground-truth', groundTruth, '--detections', detections];
  expect(await run(['score', ...args, '--out', out])).toBe(0);
  const setting = { full: 0.5, rare: 0, nonRare: 1, perHoi: [1, 0] };
  expect(read(out)).toEqual({ default: setting, knownObject: setting });
  expect(printed.out).toContain('non-rare       100.00        100.00');
  expect(printed.error).toContain('Known Object uses the annotated HOIs');
});

describe('score of COCO results', () => {
  const pose = { image_id: 1, category_id: 1, score: 1, keypoints: POSE };
  const detections = file('results.json', [
    { ...pose, bbox: [10, 10, 40, 80] },
    { ...pose, category_id: 47, bbox: [30, 30, 20, 20] },
  ]);
  const args = ['--ground-truth', truth, '--detections', detections, '--json'];

  it('has ten numbers of keypoints', async () => {
    expect(await run(['score', '--metric', 'keypoints', ...args])).toBe(0);
    const names = ['AP', 'AP50', 'AP75', 'APm', 'APl', 'AR', 'AR50', 'AR75', 'ARm', 'ARl'];
    const one = expect.closeTo(1, 9);
    const stats = [one, one, one, one, -1, one, one, one, one, -1];
    expect(JSON.parse(printed.out)).toEqual({ stats, names });
  });

  it('has twelve numbers of boxes and each class', async () => {
    expect(await run(['score', '--metric', 'boxes', ...args])).toBe(0);
    const { stats, names, perClass } = JSON.parse(printed.out);
    expect([stats.length, names.length]).toEqual([12, 12]);
    expect(perClass).toEqual({ person: expect.closeTo(1, 9), cup: expect.closeTo(1, 9) });
  });
});

describe('usage errors exit with 2', () => {
  const files = ['--ground-truth', truth, '--detections', truth];

  it.each([
    [
      ['--metric', 'mAP'],
      "argument 'mAP' is invalid. Allowed choices are vcoco, hico, keypoints, boxes",
    ],
    [files, "required option '--metric <name>' not specified"],
    [
      ['--metric', 'vcoco', '--detections', truth],
      '--metric vcoco needs --annotations, --instances;',
    ],
    [
      ['--metric', 'keypoints', ...files, '--image-labels', truth],
      '--metric keypoints takes no --image-labels; it reads --ground-truth, --detections.',
    ],
    [
      ['--metric', 'boxes', ...files, '--out', '/nowhere/o.json'],
      '--out: the folder /nowhere does not exist',
    ],
    [['--metric', 'boxes', ...files, '--out', folder], 'is a folder; name a file.'],
  ])('%j', async (args, message) => {
    expect(await run(['score', ...args])).toBe(2);
    expect(printed.error).toContain(message);
    expect(printed.out).toBe('');
  });
});

it('--help has an example of every metric', async () => {
  expect(await run(['score', '--help'])).toBe(0);
  const [, examples] = printed.out.split('Examples:');
  for (const metric of ['vcoco', 'hico', 'keypoints', 'boxes'])
    expect(examples).toContain(`npx nx run trainer:score -- --metric ${metric} `);
});

it('a missing file is a failure', async () => {
  const args = ['--ground-truth', join(folder, 'no.json'), '--detections', truth];
  expect(await run(['score', '--metric', 'boxes', ...args])).toBe(1);
  expect(printed.error).toContain('no.json: cannot be read');
});
