import type { VcocoRecord } from '@turbo-hoi/formats';
import { inspectLabels, type LabelledSplit } from './inspect-labels';

/** Two people in images 5 and 6; only the first does the action, with object 70. */
function record(rest: Partial<VcocoRecord> = {}): VcocoRecord {
  return {
    action_name: 'hold',
    role_name: ['agent', 'obj'],
    include: [[], []],
    image_id: [5, 6],
    ann_id: [50, 60],
    label: [1, 0],
    role_object_id: [50, 60, 70, 0],
    ...rest,
  };
}

const STAND = record({
  action_name: 'stand',
  role_name: ['agent'],
  role_object_id: [50, 60],
  label: [1, 1],
});

const train = (rest: Partial<LabelledSplit> = {}): LabelledSplit => ({
  split: 'train',
  records: [record(), STAND],
  ids: [5, 6],
  ...rest,
});

const found = (...splits: LabelledSplit[]) =>
  inspectLabels(splits).findings.map(({ check, examples }) => [check, examples[0]]);

it('counts people and located objects as the files have them', () => {
  const inspection = inspectLabels([
    train(),
    { split: 'test', records: null, ids: [8, 9, 10] },
    { split: 'validation', records: null, ids: null },
  ]);
  expect(inspection).toMatchObject({
    scope: 'labels',
    totals: [
      { name: 'images', counts: { train: 2, test: 3 } },
      { name: 'people with actions', counts: { train: 2 } },
    ],
    actions: [
      { name: 'hold', role: null, counts: { train: 1 } },
      { name: 'hold', role: 'obj', counts: { train: 1 } },
      { name: 'stand', role: null, counts: { train: 2 } },
    ],
    objectClasses: [],
    findings: [],
    source: null,
  });
});

it('counts the images of the labels without a list', () => {
  const { totals } = inspectLabels([train({ ids: null })]);
  expect(totals[0].counts).toEqual({ train: 2 });
});

it('does not count an object of an unlabelled action, with a finding', () => {
  const odd = record({ role_object_id: [50, 60, 70, 71] });
  const inspection = inspectLabels([train({ records: [odd] })]);
  expect(inspection.actions[1].counts).toEqual({ train: 1 });
  expect(inspection.findings).toMatchObject([
    { check: 'role-without-label', examples: ['train, image 6, person 60, hold obj: 71'] },
  ]);
});

it.each<[string, Partial<LabelledSplit>, string, string]>([
  [
    'an image of the list without labels',
    { ids: [5, 6, 7] },
    'image-without-labels',
    'train, image 7',
  ],
  ['a labelled image that is not listed', { ids: [5] }, 'unlisted-image', 'train, image 6'],
  [
    'a person who is labelled twice',
    { records: [record({ ann_id: [50, 50], role_object_id: [50, 50, 70, 0] })] },
    'duplicate-person',
    'train, image 6, person 50',
  ],
  [
    'an agent who is somebody else',
    { records: [record({ role_object_id: [51, 60, 70, 0] })] },
    'other-agent',
    'train, image 5, person 50, hold agent: 51',
  ],
  [
    'an action nobody does in training',
    { records: [record({ label: [0, 0], role_object_id: [50, 60, 0, 0] })] },
    'unseen-action',
    'hold',
  ],
])('finds %s', (_, rest, check, example) => {
  expect(found(train(rest))).toEqual([[check, example]]);
});

it('finds images that two splits share, labelled or not', () => {
  expect(found(train(), { split: 'test', records: null, ids: [6, 7] })).toEqual([
    ['shared-image', 'test, image 6, also in train'],
  ]);
});
